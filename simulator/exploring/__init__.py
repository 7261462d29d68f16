"""Everything a caller can meet: exploration of a flow with its backend, and what is read out of it."""
