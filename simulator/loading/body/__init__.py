"""A request body or a webhook reply, read as the platform would: envelope, entries, actions, ranges.

Rules, the engine (for replies) and `running` import it. It stands on `json`, and on what the action files declare.
"""
