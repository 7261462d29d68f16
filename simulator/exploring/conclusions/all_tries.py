"""A behaviour in which each try of a capture takes what the first takes.

Exploration tries at later tries only what is asked again there: what is accepted leads on as from the first. Ways that
count what came before (a time, or what was heard after a wrong key) have to know these moves as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.behaviour.behaviour import Behaviour, Move


def with_all_tries(behaviour: Behaviour) -> Behaviour:
    """The same, with the moves added that later tries have in common with the first; others keep their index.

    Open points get none, since nothing is known of them.
    """
    first: dict[int, int] = {}
    for number, point in enumerate(behaviour.points):
        if not point.tries:
            for again in _later(behaviour, number):
                first.setdefault(again, number)
    added = [
        evolve(move, source=again)
        for again, number in first.items()
        if again not in behaviour.open
        for move in _accepted(behaviour, number)
    ]
    return evolve(behaviour, moves=(*behaviour.moves, *added)) if added else behaviour


def _later(behaviour: Behaviour, point: int) -> Iterator[int]:
    """The points at which a first try is asked again, in order."""
    waiting, seen = [point], {point}
    while waiting:
        for index in behaviour.leaving[waiting.pop()]:
            move = behaviour.moves[index]
            if _asked_again(behaviour, move) and move.dest not in seen:
                seen.add(move.dest)
                waiting.append(move.dest)
                yield move.dest


def _accepted(behaviour: Behaviour, point: int) -> Iterator[Move]:
    """The moves of a first try that are not asked again."""
    moves = (behaviour.moves[index] for index in behaviour.leaving[point])
    return (move for move in moves if not _asked_again(behaviour, move))


def _asked_again(behaviour: Behaviour, move: Move) -> bool:
    source, dest = behaviour.points[move.source], behaviour.points[move.dest]
    return dest.place.id == source.place.id and dest.tries == source.tries + 1
