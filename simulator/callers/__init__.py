"""Callers: what somebody presses, entry by entry."""
