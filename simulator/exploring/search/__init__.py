"""The search itself: a call is forked at every place, and each thing that a caller can do there is tried.

It imports no other package of `exploring`; all of them may import it.
"""
