"""Files of the user: what is read and how it is written."""
