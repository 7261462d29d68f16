"""A dry run, shown: one file per format."""
