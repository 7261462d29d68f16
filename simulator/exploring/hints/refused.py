"""Entries that are told from no other today, and by which nobody should ever be let in: moves to try them again."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.hints.usual import PINS
from simulator.model.behaviour.input_class import OTHER
from simulator.model.call.keys import NEXT_KEY_MS
from simulator.model.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Move, Place

SECRET = (3, 4)
"""Fewest keys of an entry that may be a PIN of four digits: a menu, an extension or an amount takes fewer."""


def refused_moves(behaviour: Behaviour, probes: Sequence[str] = ()) -> Iterator[Move]:
    """A move for each of `probes`, and of the common PINs, where it does what any other entry does there."""
    classes: dict[str, list[str]] = defaultdict(list)
    for place_id, input_class, _ in behaviour.edges:
        classes[place_id].append(input_class)
    for (_, input_class, _), (number, *_) in behaviour.edges.items():
        if input_class == OTHER:
            move = behaviour.moves[number]
            place = behaviour.points[move.source].place
            if place.high > 1 and not place.past and move.does == _token(move.digits or "", place):
                known = behaviour.tried.get(place.id)
                for digits in _worth(place, probes, classes[place.id]):
                    if digits != move.digits and (known is None or digits in known.digits):
                        yield _pressing(move, digits, place)


def _worth(place: Place, probes: Sequence[str], classes: Collection[str]) -> Iterator[str]:
    """What is worth trying of what no class of its own takes."""
    for digits in dict.fromkeys([*probes, *(PINS if place.low in SECRET else ())]):
        if place.low <= len(digits) <= place.high and not any(_takes(one, digits) for one in classes):
            yield digits


def _takes(input_class: str, digits: str) -> bool:
    return input_class == digits or (input_class[0] == "/" and _pattern(input_class[1:-1]).fullmatch(digits))


@lru_cache(maxsize=256)
def _pattern(text: str) -> Pattern:
    return Pattern(text)


def _pressing(move: Move, digits: str, place: Place) -> Move:
    token = _token(digits, place)
    more = len(token) - len(move.does)
    return evolve(move, does=token, digits=digits, keys=move.keys + more, ms=move.ms + more * NEXT_KEY_MS)


def _token(digits: str, place: Place) -> str:
    """As key scripts write an entry: a hash ends one that could take more keys."""
    return digits if len(digits) == place.high else f"{digits}#"
