"""Reports of many callers as facts, tables and plots: what they say is made here, and each format shows all of it."""
