"""Files of the user: what is read is bounded, what is written is whole."""
