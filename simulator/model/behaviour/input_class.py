"""Input classes by name: what a caller can do at a place, or a leg come to, and how a person reads it.

A key or several keys that are told apart are a class of their own, by themselves; `/pattern/` is a table's row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.patterns import pattern_in_words
from simulator.model.call.leg_outcomes import LEG_OUTCOMES

if TYPE_CHECKING:
    from simulator.model.machine.triggers import EdgeKind

DONE = "done"
"""The only class of a place that asks the caller for nothing."""
OTHER = "other"
SILENCE, PARTIAL, HASH, SHORT, LONG = "silence", "partial", "hash", "short", "long"
HANGUP, FAULT = "hangup", "fault"
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
    FAULT: "the platform has a fault",
    **{row.name: row.words for row in LEG_OUTCOMES.values()},
}
"""Each class in words; any other is the keys themselves, or the /pattern/ of a table's row."""


def in_words(input_class: str) -> str:
    """A class as a person reads it."""
    if input_class.startswith("/"):
        return pattern_in_words(input_class)
    return WORDS.get(input_class) or (f"key {input_class}" if len(input_class) == 1 else f"keys {input_class}")


def edge_kind(input_class: str) -> EdgeKind:
    """How the edge of a class is drawn."""
    if input_class in (SILENCE, PARTIAL):
        return "timer"
    leg = LEG_OUTCOMES.get(input_class)
    if input_class == FAULT or (leg is not None and not leg.connected):
        return "fault"
    return "done" if input_class in (DONE, HANGUP) or leg is not None else "key"
