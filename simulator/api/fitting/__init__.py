"""Callers fitted to logs, as the public API gives them."""
