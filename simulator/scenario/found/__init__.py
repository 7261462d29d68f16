"""Which scenario files there are in folders, and which scenarios of them somebody chose."""
