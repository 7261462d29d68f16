"""How far it is from each node of a graph to the nearest of some goals."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def distances(size: int, arcs: Iterable[tuple[int, int, int]], goals: Iterable[int]) -> dict[int, int]:
    """By node the least weight to a goal, where there is a way. An arc is source, dest, and a weight of 0 or more."""
    back: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for source, dest, weight in arcs:
        back[dest].append((source, weight))
    found: dict[int, int] = {}
    waiting = [(0, goal) for goal in goals]
    while waiting:
        far, node = heappop(waiting)
        if node not in found:
            found[node] = far
            for source, more in back[node]:
                heappush(waiting, (far + more, source))
    return found
