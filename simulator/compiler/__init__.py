"""Call flow -> transition table -> machine; the only home of transitions."""
