"""The pages of `explain` for editors; the command itself has no other form than text."""
