"""Scenario files are written: the same call again, and what every session of it hears, nothing of one alone."""
