"""Input classes: the names of what a caller can do at a place, read out of what happened there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import (
    DONE,
    HANGUP,
    HASH,
    LONG,
    OTHER,
    PARTIAL,
    SHORT,
    SILENCE,
    in_words,
)
from simulator.model.call.event import Answered, EntryEnded, HungUp, LegEnded
from simulator.model.call.leg_outcomes import not_connected

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.behaviour.passed import Entered
    from simulator.model.call.event import Event

__all__ = ["DONE", "HANGUP", "OTHER", "entry_class", "in_words", "leg_class"]

LEG_CLASSES = {row.status: row.name for row in not_connected()}

Named = "Callable[[str], str]"
"""How accepted digits are called: by themselves where they are offered, else by what answers them."""


def entry_class(event: EntryEnded | Entered, high: int, name: Callable[[str], str]) -> str:
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
        return event.outcome
    if isinstance(event, LegEnded):
        return LEG_CLASSES.get(event.status)
    return HANGUP if isinstance(event, HungUp) and event.by == "caller" else None
