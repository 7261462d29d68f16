"""What faults do to callers: one file per format."""
