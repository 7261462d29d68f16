"""Input classes by name: what a caller can do at a place, or a leg come to, and how a person reads it.

A key or several keys that are told apart are a class of their own, by themselves; `/pattern/` is a table's row.
"""

from __future__ import annotations

DONE = "done"
"""The only class of a place that asks the caller for nothing."""
OTHER = "other"
SILENCE, PARTIAL, HASH, SHORT, LONG, HANGUP = "silence", "partial", "hash", "short", "long", "hangup"
ANSWERED = "answered"
WRONG = (OTHER, SHORT, LONG, HASH, PARTIAL, SILENCE)
"""What a caller does who does not do as told."""

WORDS = {
    DONE: "nothing is asked of the caller",
    OTHER: "any other keys",
    SILENCE: "no key until time runs out",
    PARTIAL: "some keys, then none until time runs out",
    HASH: "# alone",
    SHORT: "too few keys, then #",
    LONG: "too many keys",
    HANGUP: "the caller hangs up",
    "fault": "the platform has a fault",
    ANSWERED: "the leg answers",
    "busy": "the leg is busy",
    "noAnswer": "nobody answers the leg",
    "failed": "the leg fails",
    "canceled": "the leg is canceled",
}
"""Each class in words; any other is the keys themselves, or the /pattern/ of a table's row."""


def in_words(input_class: str) -> str:
    """A class as a person reads it."""
    if input_class.startswith("/"):
        return f"keys that match {input_class}"
    return WORDS.get(input_class) or (f"key {input_class}" if len(input_class) == 1 else f"keys {input_class}")
