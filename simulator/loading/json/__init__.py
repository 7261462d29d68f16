"""A JSON text as values and places, and everything that is wrong with one that is none.

`body` builds on it, and whoever needs the place of a JSON path. It knows nothing of call flows.
"""
