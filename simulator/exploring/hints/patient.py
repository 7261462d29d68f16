"""Callers who press all the keys that an entry takes, or press them as slowly as its timers let them: moves for both.

The shortest entries are the same under another `maxDigits` or `overallTimeout`, and under another row for longer ones.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.entries.offers import of_length
from simulator.entries.pattern import longest
from simulator.entries.pool import DIGITS
from simulator.model.behaviour.input_class import OTHER, SILENCE
from simulator.model.call.keys import FIRST_KEY_MS, NEXT_KEY_MS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.entries.offers import Offers
    from simulator.model.behaviour.behaviour import Behaviour, Move, Place

    Moves = Mapping[str, Move]
    """The first move of each input class of a place."""

EARLIER = 100
"""Ms before the digit timeout at which a slow caller presses the next key."""


def patient_moves(behaviour: Behaviour, offers: Offers, slow: bool = True) -> Iterator[Move]:
    """At each capture of several keys the longest entry of each row, the most keys it takes, and the slowest ones.

    Of a backend only entries that were tried are entered. `slow`: the overall timeout runs from the end of the prompt,
    and rejects what it ends.
    """
    found: dict[str, dict[str, Move]] = {}
    for (source, input_class, _), (number, *_) in behaviour.edges.items():
        found.setdefault(source, {}).setdefault(input_class, behaviour.moves[number])
    for name, moves in found.items():
        place = behaviour.places[name]
        if place.kind == "capture" and place.high > 1 and place.completes and SILENCE in moves:
            yield from _of_place(behaviour, place, moves, offers, slow=slow)


def _of_place(behaviour: Behaviour, place: Place, moves: Moves, offers: Offers, *, slow: bool) -> Iterator[Move]:
    more = [*_of_patterns(place, moves, offers)]
    shared = (move for move in (*moves.values(), *more) if move.digits not in behaviour.secrets)
    full = next((move for move in shared if _is_full(move, place)), None)
    made = _of_others(behaviour, place, moves, offers) if full is None and OTHER in moves else None
    yield from more
    slowest = _slowest(place, moves, full or made) if slow else None
    if made is not None and (slowest is None or slowest.keys < made.keys):
        yield made
    if slowest is not None:
        yield slowest


def _is_full(move: Move, place: Place) -> bool:
    """Whether an entry ends by its last key."""
    return move.keys == place.high and move.does == move.digits


def _of_patterns(place: Place, moves: Moves, offers: Offers) -> Iterator[Move]:
    """The longest entry of each row with a regular expression, where it is longer than the one that was tried."""
    for input_class, move in moves.items():
        if input_class[0] == "/" and move.digits is not None and "#" not in move.digits:
            named = partial(_named, place, offers, move)
            digits = longest(input_class[1:-1], place.low, place.high, named)
            if digits is not None and len(digits) > len(move.digits):
                yield from _pressed(place, move, digits)


def _of_others(behaviour: Behaviour, place: Place, moves: Moves, offers: Offers) -> Move | None:
    """As many keys as an entry takes, of those that nobody offers."""
    move, known = moves[OTHER], behaviour.tried.get(place.id)
    some = of_length(DIGITS[::-1], place.high) if known is None else (
        keys for keys in known.digits if len(keys) == place.high and keys not in known.secret
    )  # fmt: skip
    fitting = (keys for keys in some if keys not in moves and _named(place, offers, move, keys))
    return next((made for keys in fitting for made in _pressed(place, move, keys)), None)


def _named(place: Place, offers: Offers, move: Move, keys: str) -> bool:
    return offers.name(keys, place.stage, place.offered, place.told) == move.input_class


def _pressed(place: Place, move: Move, digits: str) -> Iterator[Move]:
    """A move with other digits of its class, where the timers let anybody enter them."""
    closed = move.does.endswith("#") and len(digits) < place.high
    more = evolve(move, does=f"{digits}#" if closed else digits, keys=len(digits) + closed)
    ends = _ended(place, more)
    if ends < place.overall_timeout:
        yield evolve(more, digits=digits if move.digits is not None else None, ms=move.ms - _ended(place, move) + ends)


def _slowest(place: Place, moves: Moves, full: Move | None) -> Move | None:
    """Each key just before the digit timeout: until the overall timeout ends the entry, or its last key does."""
    wait, overall = place.digit_timeout - EARLIER, place.overall_timeout
    if wait <= 0 or overall <= wait:
        return None
    count = min((overall - 1) // wait, place.high)
    if count == place.high:
        return None if full is None else _slowly(full, full.does, wait, full.ms - _ended(place, full) + count * wait)
    move = moves[SILENCE]
    return _slowly(move, "1" * count, wait, move.ms - _ended(place, move) + overall)


def _slowly(move: Move, keys: str, wait: int, ms: int) -> Move:
    return evolve(move, does="".join(f"[{wait}]{key}" for key in keys), keys=len(keys), ms=ms)


def _ended(place: Place, move: Move) -> int:
    """Ms from the end of the prompt to the end of an entry at the usual pace."""
    last = _last_key(move.keys)
    if move.does.endswith("#") or move.keys == place.high:
        return last
    return min(last + (place.digit_timeout or place.overall_timeout), place.overall_timeout)


def _last_key(keys: int) -> int:
    return FIRST_KEY_MS + (keys - 1) * NEXT_KEY_MS if keys else 0
