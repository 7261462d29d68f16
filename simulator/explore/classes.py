"""Input classes: the names of what a caller can do at a place, read out of what happened there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.event import Answered, EntryEnded, HungUp, LegEnded

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.event import Event

DONE = "done"
"""The only class of a place that asks the caller for nothing."""
OTHER = "other"
SILENCE, PARTIAL, HASH, SHORT, LONG, HANGUP = "silence", "partial", "hash", "short", "long", "hangup"
LEG_CLASSES = {"BUSY": "busy", "NO_ANSWER": "noAnswer", "FAILED": "failed", "CANCELED": "canceled"}

WORDS = {
    DONE: "nothing is asked of the caller",
    OTHER: "any other keys",
    SILENCE: "no key until time runs out",
    PARTIAL: "some keys, then none until time runs out",
    HASH: "# alone",
    SHORT: "too few keys, then #",
    LONG: "too many keys",
    HANGUP: "the caller hangs up",
    "answered": "the leg answers",
    "busy": "the leg is busy",
    "noAnswer": "nobody answers the leg",
    "failed": "the leg fails",
    "canceled": "the leg is canceled",
}
"""Each class in words; any other is the keys themselves, or the /pattern/ of a table's row."""

Named = "Callable[[str], str]"
"""How accepted digits are called: by themselves where they are offered, else by what answers them."""


def entry_class(event: EntryEnded, high: int, name: Callable[[str], str]) -> str:
    """The class of one entry that ended; `high` is the most keys that the capture takes."""
    if event.reason in ("hangup", "fault"):
        return event.reason
    if event.outcome == "accepted":
        return name(event.digits)
    if not event.digits:
        return HASH if event.reason == "hash" else SILENCE
    if len(event.digits) > high:
        return LONG
    return SHORT if event.reason == "hash" else PARTIAL


def leg_class(event: Event) -> str | None:
    """The class of what a dial came to, None where the event says nothing of it."""
    if isinstance(event, Answered):
        return "answered"
    if isinstance(event, LegEnded):
        return LEG_CLASSES.get(event.status)
    return HANGUP if isinstance(event, HungUp) and event.by == "caller" else None


def in_words(input_class: str) -> str:
    """A class as a person reads it."""
    if input_class.startswith("/"):
        return f"keys that match {input_class}"
    return WORDS.get(input_class) or (f"key {input_class}" if len(input_class) == 1 else f"keys {input_class}")
