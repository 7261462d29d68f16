"""What calls met of all that can be met: the way of a call through places, and the counts of many.

It imports `search` only; scenarios and all layers above count with it.
"""
