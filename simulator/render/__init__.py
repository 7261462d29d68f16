"""One folder per thing to show, one file per format."""
