"""The way to each node that costs the caller the fewest keys."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from simulator.planning.graph import BareGraph

NONE = -1
"""In place of an arc: the start needs none, and what cannot be reached has none."""


@frozen
class Paths:
    """The shortest way from the start to each node, kept as the last arc of each way."""

    graph: BareGraph
    last: tuple[int, ...]
    """By node: the arc by which its way arrives, or `NONE`."""
    weight: tuple[int, ...]
    """By node: what its way weighs, `graph.key` for each key and 1 for each arc; only for nodes that are reached."""
    order: tuple[int, ...]
    """The nodes that are reached, nearest first."""

    def reaches(self, node: int) -> bool:
        """Whether any way leads from the start to the node."""
        return node == self.graph.start or self.last[node] != NONE

    def keys(self, node: int) -> int:
        """How many keys the way to a node that is reached costs."""
        return self.weight[node] // self.graph.key

    def to(self, node: int) -> tuple[int, ...] | None:
        """The arcs of the way to a node, in order; None where no way leads."""
        if not self.reaches(node):
            return None
        way: list[int] = []
        while node != self.graph.start:
            way.append(self.last[node])
            node = self.graph.arcs[way[-1]].source
        return tuple(reversed(way))


def shortest_paths(graph: BareGraph) -> Paths:
    """For each node the way with the fewest keys; of those the fewest arcs; of those, from the end, the first arc.

    Raises:
        ValueError: an arc leaves an end, or costs fewer than no keys.

    """
    leaving = graph.leaving
    last, far = [NONE] * graph.size, [_never(graph)] * graph.size
    far[graph.start] = 0
    order: list[int] = []
    buckets, heap = {0: [graph.start]}, [0]  # few distances, many nodes: the heap holds the distances alone
    while heap:
        distance = heappop(heap)
        for node in buckets.pop(distance):
            if far[node] != distance:
                continue  # a shorter way has been found since
            order.append(node)
            for index, dest, weight in leaving[node]:
                further = distance + weight
                if further < far[dest]:
                    far[dest], last[dest] = further, index
                    if further in buckets:
                        buckets[further].append(dest)
                    else:
                        buckets[further] = [dest]
                        heappush(heap, further)
                elif further == far[dest] and index < last[dest]:
                    last[dest] = index
    return Paths(graph, tuple(last), tuple(far), tuple(order))


def _never(graph: BareGraph) -> int:
    """A weight above that of every way."""
    return graph.key * graph.key * (1 + max((arc.keys for arc in graph.arcs), default=0))
