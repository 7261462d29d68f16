"""Every fault of backend and platform, struck once at every place: what the caller notices of it.

It imports `search` only; the public API and the command line import it.
"""
