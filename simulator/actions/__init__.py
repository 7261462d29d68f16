"""One file per action: its parameters, its fragment of the transition table, and an example that is run."""
