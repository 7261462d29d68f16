"""`always`: each way must have it, in time; a call that the caller breaks off in time need not."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.conclusions.circles import circles
from simulator.exploring.conclusions.longest import keys_at_most, longest
from simulator.exploring.invariants.refutation import Refutation, Unrefuted
from simulator.exploring.invariants.ways import ways_of
from simulator.model.behaviour.words import in_short
from simulator.model.flow.invariant import OPEN, amount_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.conclusions.longest import Longest
    from simulator.exploring.invariants.ways import StepSort, Ways
    from simulator.model.behaviour.behaviour import Behaviour, Move
    from simulator.model.flow.invariant import Invariant, Limit, ScopePhase


def always(invariant: Invariant, behaviour: Behaviour) -> tuple[Refutation, ...] | Unrefuted:
    """The ways with the fewest keys that end without it, go on without it, and take too long."""

    def sort(move: Move, phase: ScopePhase, hit: bool) -> StepSort:
        end = behaviour.points[move.dest].place
        return "met" if hit else "breaks" if end.is_end and end.by != "caller" and phase == OPEN else "on"

    ways, limit, told, sure = ways_of(behaviour, invariant, sort), invariant.within, "", True
    found = [way] if (way := ways.to(ways.broken)) is not None else []
    if limit is not None:
        most = _longest(ways, limit)
        sure = limit.unit != "keys" or _most_keys(ways) <= limit.amount
        told = f"it takes {amount_words(most.value, limit.unit)} at most, at the usual pace"
        told += "" if sure else ", and more where entries are longer than those that were tried"
        if most.loop or most.value > limit.amount:
            found = [_too_long(ways, limit)]  # or is over without it, where that takes fewer keys
    return (*map(Refutation, found), *_for_ever(ways)) or Unrefuted(told, sure=sure)


def _weight(move: Move, limit: Limit) -> int:
    return move.keys if limit.unit == "keys" else move.ms


def _longest(ways: Ways, limit: Limit) -> Longest:
    """The most that any way takes until it has what is wanted, or is over."""
    return longest(_as_behaviour(ways), lambda move: _weight(move, limit))


def _most_keys(ways: Ways) -> int:
    """The same in keys, where every entry is as long as it can be."""
    behaviour = _as_behaviour(ways)
    return longest(behaviour, keys_at_most(behaviour)).value


def _as_behaviour(ways: Ways) -> Behaviour:
    """The nodes as points, and the steps as moves between them."""
    behaviour = ways.behaviour
    points = [behaviour.points[point] for point, _ in ways.nodes] + [behaviour.points[0]] * 2
    moves = [evolve(behaviour.moves[one.move], source=one.source, dest=one.dest) for one in ways.steps]
    return evolve(behaviour, points=tuple(points), moves=tuple(moves))


def _too_long(ways: Ways, limit: Limit) -> tuple[int, ...]:
    """The way with the fewest keys that takes more than the limit, or is over without what is wanted.

    At each node only ways are followed that take longer than those before, which had fewer keys; that there is a way
    is known.
    """
    moves, most = ways.behaviour.moves, [-1] * (len(ways.nodes) + 2)
    came: list[tuple[int, int]] = [(0, -1)]
    waiting = [(0, 0, 0, 0, 0)]  # keys, moves, number in `came`, node, taken
    while True:
        keys, count, number, node, taken = heappop(waiting)
        if node == ways.broken:
            return ways.moves_of(tuple(_back(came, number)))
        if taken <= most[node]:
            continue
        most[node] = taken
        for index in ways.leaving[node]:
            step = ways.steps[index]
            move = moves[step.move]
            then = taken + _weight(move, limit)
            dest = ways.broken if then > limit.amount else step.dest
            came.append((number, index))
            heappush(waiting, (keys + move.keys, count + 1, len(came) - 1, dest, then))


def _back(came: list[tuple[int, int]], number: int) -> list[int]:
    steps = []
    while number:
        number, index = came[number]
        steps.append(index)
    return steps[::-1]


def _for_ever(ways: Ways) -> Iterator[Refutation]:
    """A way round a circle without what is wanted, if there is one: from its nearest node with the fewest keys."""
    onward: list[list[int]] = [[] for _ in ways.nodes]
    for step in ways.steps:
        if step.dest < len(ways.nodes) and ways.nodes[step.source][1] == OPEN:
            onward[step.source].append(step.dest)
    nodes = [node for circle in circles(onward) for node in circle]
    if not nodes:
        return
    first = min(nodes, key=lambda node: (ways.paths.weight[node], node))
    place = ways.behaviour.points[ways.nodes[first][0]].place
    way = (*(ways.to(first) or ()), *ways.round_from(first))
    yield Refutation(way, "loop", place, f"the call can go round and round, from {in_short(place)} on")
