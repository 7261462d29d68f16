"""Coverage of flows, one file per format."""
