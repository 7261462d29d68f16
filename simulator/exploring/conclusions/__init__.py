"""What can be concluded from a behaviour as a graph: circles, the longest call, the way to a person, proofs.

It imports `search` only; findings and `exploring/conclude.py` import it.
"""
