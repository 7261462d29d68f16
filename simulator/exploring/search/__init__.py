"""The search itself: a call is forked at every place, and each thing that a caller can do there is tried.

Of `exploring` it imports `hints` only; all other packages of it may import it.
"""
