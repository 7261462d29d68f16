"""Which entries are worth trying in front of a backend that nobody can see into, and where each comes from.

Files are read, and nothing is imported, run or asked. It imports no other package of `exploring`; `search` uses it.
"""
