"""The phone page: its files as they are served, and signing in where a key guards the server."""
