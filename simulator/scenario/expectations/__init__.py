"""What a scenario may expect of a call: one file per key of `expect`."""
