"""How the findings of a check are shown: one file per format."""
