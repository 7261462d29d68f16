"""Calls that are heard, as the command line asks for them."""
