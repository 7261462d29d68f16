"""The process that code of a customer shares with us: where it runs and imports, how it is watched, what it says."""
