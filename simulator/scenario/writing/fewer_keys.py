"""Calls of no more than so many keys: one with more is parted into the shortest calls that take its moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import shortest_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.search.routes import Routes

CallMoves = tuple[int, ...]


def within_keys(routes: Routes, calls: Sequence[CallMoves], most: int) -> tuple[CallMoves, ...]:
    """These calls, each by its moves, none with more than `most` keys; moves of which no such call is are left out."""
    short = [call for call in calls if _keys(routes, call) <= most]
    taken = {number for call in short for number in call}
    homeward = _homeward(routes)
    for call in calls:
        for number in call:
            if number in taken:
                continue
            move = routes.behaviour.moves[number]
            whole = (*routes.moves_to(move.source), number, *homeward[move.dest])
            if _keys(routes, whole) <= most:
                short.append(whole)
                taken.update(whole)
    return tuple(short)


def _keys(routes: Routes, call: CallMoves) -> int:
    return sum(routes.behaviour.moves[number].keys for number in call)


def _homeward(routes: Routes) -> dict[int, CallMoves]:
    """From each point the way to an end with the fewest keys: ways run backwards, from one end that stands for all."""
    behaviour = routes.behaviour
    count = len(behaviour.points)
    ends = [number for number, point in enumerate(behaviour.points) if point.place.is_end]
    back = [Arc(move.dest, move.source, move.keys) for move in behaviour.moves]
    graph = BareGraph(count + 1, count, (*back, *(Arc(count, end, 0) for end in ends)), frozenset())
    paths = shortest_paths(graph)
    return {point: tuple(arc for arc in reversed(paths.to(point) or ()) if arc < len(back)) for point in range(count)}
