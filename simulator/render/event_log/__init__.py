"""Formats of calls as process mining reads them."""
