"""How long entries take: which try was answered, and when its last key came."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from simulator.model.record import record
from simulator.populations.fitting.seen import silent_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.behaviour.behaviour import Move, Place

FIRST_KEY, NEXT_KEY = 1200, 450
"""Ms that callers usually take: only to tell which of several tries is the likelier."""


@record
class Try:
    """An entry that a question can be of: so many ms after its prompt ended (None: not told), after `number` steps."""

    place: Place
    move: Move
    late: int | None
    number: int


def last_key(place: Place, digits: str, late: int) -> int | None:
    """When the last key came, where the entry ended so late; None where nobody knows what ended it."""
    if len(digits) == place.high and place.completes:
        return late
    if place.ends:
        return late  # callers are told to end it themselves
    return late - place.digit_timeout if place.digit_timeout else None


def answered_try(tries: Sequence[Try], digits: str) -> Try | None:
    """The try that was answered: the only one in whose time it can have been, else the likeliest.

    None where the time fits none of them. Where no time is told it is the only try, or nobody knows.
    """
    if any(one.late is None for one in tries):
        return tries[0] if len(tries) == 1 else None
    fitting = [one for one in tries if _fits(one, digits)]
    return min(fitting, key=lambda one: _strange(one, digits), default=None)


def _fits(one: Try, digits: str) -> bool:
    assert one.late is not None  # what has no time is told before
    first = silent_ms(one.place)
    longest = first if len(digits) <= 1 and one.place.high == 1 else one.place.overall_timeout or first * one.place.high
    return -one.place.prompt_ms <= one.late <= longest


def _strange(one: Try, digits: str) -> float:
    assert one.late is not None  # what has no time is told before
    usual = FIRST_KEY + NEXT_KEY * (len(digits) - 1)
    return abs(log(max(one.late, 1) / usual))
