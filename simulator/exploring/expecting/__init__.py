"""What many callers come to, exactly: an absorbing chain over a behaviour, with the law of each entry.

Nothing here decides what a call does: the engine does, and tests hold this against it.
"""
