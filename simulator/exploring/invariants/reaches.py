"""`reaches`: from each place that asks for keys some way has to lead there, by few keys or in a short time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.conclusions.distances import distances
from simulator.exploring.invariants.refutation import Refutation, Unrefuted
from simulator.exploring.invariants.ways import ways_of
from simulator.model.behaviour.input_class import HANGUP
from simulator.model.behaviour.words import in_short
from simulator.model.flow.invariant import OPEN, amount_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.invariants.ways import Ways
    from simulator.model.behaviour.behaviour import Behaviour, Point
    from simulator.model.flow.invariant import Invariant


def reaches(invariant: Invariant, behaviour: Behaviour) -> tuple[Refutation, ...] | Unrefuted:
    """The menu with the shortest way to it, of those from which none leads there; no hang-up is a way.

    Places that were not explored may lead there: nothing is refuted by them, and nothing known.
    """
    ways = ways_of(behaviour, invariant, lambda _, __, ___: "on")
    asking = [node for node, (point, phase) in enumerate(ways.nodes)
              if phase == OPEN and _asks(behaviour.points[point])]  # fmt: skip
    far = _far(ways, invariant, hopeful=True)
    lost = [node for node in asking if not _near(far.get(node), invariant)]
    if lost:
        nearest = min(lost, key=lambda node: (ways.paths.weight[node], node))
        return (_refuted(ways, invariant, nearest, far),)
    sure = _far(ways, invariant, hopeful=False) if behaviour.open else far
    known = all(_near(sure.get(node), invariant) for node in asking)
    return Unrefuted(_told(invariant, [sure[node] for node in asking if node in sure]), known)


def _asks(point: Point) -> bool:
    """Whether keys are asked for, at a first try: what is taken there is taken at later ones."""
    return point.place.kind == "capture" and not point.tries


def _near(far: int | None, invariant: Invariant) -> bool:
    return far is not None and (invariant.within is None or far <= invariant.within.amount)


def _far(ways: Ways, invariant: Invariant, hopeful: bool) -> dict[int, int]:
    """By node, what it takes at least; `hopeful`: what was not explored has it."""
    behaviour, goal, limit = ways.behaviour, ways.met, invariant.within

    def arcs() -> Iterator[tuple[int, int, int]]:
        for step in ways.steps:
            move = behaviour.moves[step.move]
            if move.input_class != HANGUP:
                weight = move.ms if limit is not None and limit.unit == "ms" else move.keys
                yield step.source, goal if step.hit else step.dest, weight
        for node, (point, _) in enumerate(ways.nodes):
            if hopeful and point in behaviour.open:
                yield node, goal, 0

    return distances(len(ways.nodes) + 2, arcs(), [goal])


def _refuted(ways: Ways, invariant: Invariant, node: int, far: dict[int, int]) -> Refutation:
    place = ways.behaviour.points[ways.nodes[node][0]].place
    if node in far and invariant.within is not None:
        words = f"the shortest way takes {amount_words(far[node], invariant.within.unit)} from {in_short(place)}"
    else:
        words = f"no way leads there from {in_short(place)}"
    return Refutation(ways.to(node) or (), "place", place, words)


def _told(invariant: Invariant, far: list[int]) -> str:
    if not far:
        return "no menu is held to it"
    unit = "keys" if invariant.within is None else invariant.within.unit
    return f"it takes {amount_words(max(far), unit)} at most, at the usual pace"
