"""The way of one call through a behaviour, where a backend remembers what was done: the past decides which place it is.

One call tells only at which list it is. Followed from the beginning, move by move, it tells the past too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.coverage.passage import Took, edges_of, session_of, steps, walk
from simulator.model.behaviour.input_class import PARTIAL, SILENCE
from simulator.model.behaviour.passed import Entered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.entries.offers import Offers
    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey, Move
    from simulator.model.behaviour.passed import Passed
    from simulator.model.scenario.verdict import KeptRun


def follow(run: KeptRun, behaviour: Behaviour, offers: Offers) -> tuple[Took, ...]:
    """The edges of a behaviour that a call took, in order; once it leaves what is known, edges without a past."""
    if not any(place.past for place in behaviour.places.values()):
        return walk(run.trace, behaviour.places, offers, session_of(run))
    return tuple(_followed(run, behaviour, offers))


def _followed(run: KeptRun, behaviour: Behaviour, offers: Offers) -> Iterator[Took]:
    point: int | None = 0
    for step in steps(run.trace, session_of(run)):
        known = {name: behaviour.places[name] for name in (step.source, step.through) if name in behaviour.places}
        if point is not None:
            known[step.source] = behaviour.points[point].place
        for edge in edges_of(step, known, offers):
            move = None if point is None else _move(behaviour, point, step, edge)
            point = None if move is None else move.dest
            yield Took(edge if move is None else _edge(behaviour, move, edge[1]), step.until)


def _edge(behaviour: Behaviour, move: Move, input_class: str) -> EdgeKey:
    source, _, dest = behaviour.edge_of(move)
    return (source, input_class, dest)


def _move(behaviour: Behaviour, point: int, step: Passed, edge: EdgeKey) -> Move | None:
    """The move that an edge is at a point; of several, the one of the digits that were entered.

    Keys that were too slow are nothing entered, where exploration tried none that are.
    """
    classes = {behaviour.moves[index].input_class for index in behaviour.leaving[point]}
    wanted = SILENCE if edge[1] == PARTIAL and PARTIAL not in classes else edge[1]
    leaving = (behaviour.moves[index] for index in behaviour.leaving[point])
    found = [
        move
        for move in leaving
        if move.input_class == wanted and behaviour.points[move.dest].place.without_past.id == edge[2]
    ]
    digits = step.done.digits if isinstance(step.done, Entered) else None
    return next((move for move in found if move.digits == digits), found[0] if found else None)
