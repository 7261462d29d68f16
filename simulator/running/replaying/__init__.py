"""How a session of a log is run again: the caller that the log tells of, what the flow does, and what differs.

It may import what prepares and runs a flow, and all layers below. `running/replay.py` is its front.
"""
