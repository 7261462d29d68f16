"""How a behaviour is shown, with what is concluded from it: one file per format."""
