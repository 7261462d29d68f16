"""What faults do to callers, in each format."""
