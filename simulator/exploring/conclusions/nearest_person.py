"""How many keys it takes from each place that asks for keys to the nearest person: a list that dials a second leg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.conclusions.distances import distances

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour


@frozen
class Farthest:
    """The capture that is farthest from a person, by its point and in keys; `lost` are those with no way at all."""

    point: int
    keys: int
    lost: tuple[int, ...]


def farthest_from_person(behaviour: Behaviour) -> Farthest | None:
    """Over all captures at a first try; None where no list dials a second leg."""
    points = behaviour.points
    people = [number for number, point in enumerate(points) if point.place.leg == "B"]
    if not people:
        return None
    keys = distances(len(points), ((move.source, move.dest, move.keys) for move in behaviour.moves), people)
    asking = [number for number, point in enumerate(points) if point.place.kind == "capture" and not point.tries]
    known = [number for number in asking if number in keys]
    far = max(known, key=lambda number: keys[number], default=people[0])
    return Farthest(far, keys[far], tuple(number for number in asking if number not in keys))
