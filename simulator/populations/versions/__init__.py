"""Versions of a flow, or of its callers: what differs between two, and one number swept over a range."""
