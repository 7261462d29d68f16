"""The outline of a text that is being typed: nodes as the loader has them, of a file that no loader would take."""
