"""Words for what happens in a call, which timelines and scenario files share."""

from __future__ import annotations

REASONS = {
    "maxDigits": "maxDigits reached",
    "hash": "# pressed",
    "digitTimeout": "digitTimeout ran out",
    "overallTimeout": "overallTimeout ran out",
    "hangup": "the caller hung up",
    "fault": "a fault struck",
}
"""How an entry ended."""


def clock(ms: int) -> str:
    """`mm:ss.mmm`; minutes go on beyond 59."""
    return f"{ms // 60000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
