"""Two versions of a flow, walked side by side: where callers meet another thing, with the fewest keys.

It imports `search` only; the public API imports it.
"""
