"""A suite of scenarios that was run, reported: one file per format."""
