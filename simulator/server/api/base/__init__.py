"""What the files of operations share. It is no operation."""
