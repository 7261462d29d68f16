"""What the files of `/_sim` share. It is no operation."""
