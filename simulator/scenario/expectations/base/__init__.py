"""What the keys of `expect` share: which there are, and how a single value is read and compared."""
