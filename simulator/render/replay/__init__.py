"""Sessions of a log that were run again: one file per format."""
