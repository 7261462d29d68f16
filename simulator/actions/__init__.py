"""One file per action: its parameters, its part of the transition table, and an example that is run."""
