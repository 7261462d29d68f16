"""The platform's own API, as its customers' programs know it: one file per operation."""
