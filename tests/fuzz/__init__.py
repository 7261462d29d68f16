"""Random and broken inputs for every reader of ours, and for what is written and read back (`python -m tests.fuzz`)."""
