"""What outlasts a server: its journal is read after a restart, and its whole state is carried to another."""
