"""How a graph of states is drawn: one file per format."""
