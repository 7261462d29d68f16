"""The longest call: exact where no circle adds to it, else the circle that has no bound. In linear time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.conclusions.circles import components, round_trip
from simulator.model.behaviour.input_class import HANGUP, HASH, LONG, PARTIAL, SHORT, SILENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.model.behaviour.behaviour import Behaviour, Move

EXACT = (HANGUP, SILENCE, HASH, SHORT)
"""The classes whose entries all have as many keys as the one that was tried."""
ENDLESS = 10**9
"""Stands for the keys of an entry that takes any number of them."""


@frozen
class Longest:
    """The longest call (`value`, and its moves), or a circle of moves that adds for ever (`loop`)."""

    value: int
    moves: tuple[int, ...]
    loop: tuple[int, ...] = ()


def onward_of(behaviour: Behaviour) -> list[list[int]]:
    """By point: the points that its moves lead to."""
    return [[behaviour.moves[index].dest for index in leaving] for leaving in behaviour.leaving]


def keys_at_most(behaviour: Behaviour) -> Callable[[Move], int]:
    """The most keys of any entry of a move's class; what was tried is one of them, often the shortest."""

    def at_most(move: Move) -> int:
        place = behaviour.points[move.source].place
        if place.kind != "capture" or move.input_class in (*EXACT, *place.offered):
            return move.keys
        if move.input_class == LONG:
            return ENDLESS
        return max(move.keys, place.high - (move.input_class == PARTIAL))

    return at_most


def longest(behaviour: Behaviour, weight: Callable[[Move], int]) -> Longest:
    """The call of the greatest weight, summed over its moves (none is negative)."""
    parts = components(onward_of(behaviour))
    part_of = {point: number for number, part in enumerate(parts) for point in part}
    for part in parts:
        for index in _inside(behaviour, part, part_of):
            if weight(behaviour.moves[index]) > 0:
                return Longest(0, (), _loop(behaviour, index, part_of))
    best: list[tuple[int, int | None]] = []
    for part in parts:  # each comes after all that it leads to
        best.append(_best(behaviour, part, part_of, best, weight))
    return Longest(best[part_of[0]][0], tuple(_way(behaviour, part_of, best)))


def _inside(behaviour: Behaviour, part: list[int], part_of: dict[int, int]) -> Iterator[int]:
    """The moves that stay in a component."""
    for point in part:
        for index in behaviour.leaving[point]:
            if part_of[behaviour.moves[index].dest] == part_of[point]:
                yield index


def _loop(behaviour: Behaviour, index: int, part_of: dict[int, int]) -> tuple[int, ...]:
    """A short circle that a move is part of."""
    move = behaviour.moves[index]
    if move.dest == move.source:
        return (index,)
    return (index, *_within(behaviour, move.dest, move.source, part_of))


def _within(behaviour: Behaviour, start: int, goal: int, part_of: dict[int, int]) -> tuple[int, ...]:
    """The fewest moves from a point of a component to another of the same."""

    def leaving(point: int) -> list[tuple[int, int]]:
        if point == goal:
            return [(-1, start)]  # closes the round trip, which begins and ends at the start
        onward = ((index, behaviour.moves[index].dest) for index in behaviour.leaving[point])
        return [(index, dest) for index, dest in onward if dest != start and part_of[dest] == part_of[point]]

    return round_trip(start, leaving)[:-1] if start != goal else ()


def _best(
    behaviour: Behaviour,
    part: list[int],
    part_of: dict[int, int],
    best: list[tuple[int, int | None]],
    weight: Callable[[Move], int],
) -> tuple[int, int | None]:
    """The greatest weight from a component on, and the move that leaves it towards that."""
    found: tuple[int, int | None] = (0, None)
    for point in part:
        for index in behaviour.leaving[point]:
            move = behaviour.moves[index]
            if part_of[move.dest] != part_of[point]:
                value = weight(move) + best[part_of[move.dest]][0]
                if found[1] is None or value > found[0]:
                    found = (value, index)
    return found


def _way(behaviour: Behaviour, part_of: dict[int, int], best: list[tuple[int, int | None]]) -> Iterator[int]:
    """The moves of the longest call; within a component, where nothing weighs, the fewest."""
    point = 0
    while (index := best[part_of[point]][1]) is not None:
        move = behaviour.moves[index]
        yield from _within(behaviour, point, move.source, part_of)
        yield index
        point = move.dest
