"""Cut a flow into walks, so that a small change of the graph changes few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.planning.paths import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.planning.paths import Paths

ArcWalk = tuple[int, ...]


@define
class Walks:
    """The walks being made: `left` is how often each arc is still to be taken."""

    paths: Paths
    left: list[int]
    source: list[int]
    dest: list[int]
    walks: list[ArcWalk] = field(factory=list)
    owner: dict[int, int] = field(factory=dict)
    """By node: the walk whose detours begin there."""
    detours: dict[int, list[ArcWalk]] = field(factory=dict)
    """By node: closed walks that begin and end there."""
    longer: set[int] = field(factory=set)
    """The walks that have a detour."""


def walks_of(paths: Paths, counts: list[int]) -> tuple[ArcWalk, ...]:
    """Walks that take each arc as often as `counts` says, in the order of the arcs by which they end.

    A walk is traced back from its end, where it can along the shortest way: walks that end alike begin alike. What
    goes round becomes a detour of the walk that ends at that place, if one does.
    """
    arcs = paths.graph.arcs
    made = Walks(paths, counts, [arc.source for arc in arcs], [arc.dest for arc in arcs])
    _trace_back(made)
    made.owner.update({made.source[walk[-1]]: at for at, walk in reversed([*enumerate(made.walks)])})
    _hang_up(made, list(_circles(made)))
    return tuple(_with_detours(made, at) if at in made.longer else walk for at, walk in enumerate(made.walks))


def _trace_back(made: Walks) -> None:
    """Make the bare walks; the first that leaves a node owns it for now."""
    left, source, start, ends = made.left, made.source, made.paths.graph.start, made.paths.graph.ends
    arriving = _arriving(made)
    for last in [index for index, count in enumerate(left) if count and made.dest[index] in ends]:
        while left[last]:
            left[last] -= 1
            walk, node = [last], source[last]
            made.owner.setdefault(node, len(made.walks))
            while node != start:
                row = arriving[node]
                while not left[row[-1]]:
                    row.pop()
                index = row[-1]
                left[index] -= 1
                walk.append(index)
                node = source[index]
                made.owner.setdefault(node, len(made.walks))
            walk.reverse()
            made.walks.append(tuple(walk))


def _arriving(made: Walks) -> list[list[int]]:
    """By node: the arcs to be taken that enter it, the last of the shortest way at the end, else backwards."""
    arriving: list[list[int]] = [[] for _ in range(made.paths.graph.size)]
    for index in reversed(range(len(made.left))):
        if made.left[index]:
            arriving[made.dest[index]].append(index)
    for node, last in enumerate(made.paths.last):
        if last != NONE and made.left[last]:
            arriving[node].append(last)  # a second time, and used up by then
    return arriving


def _circles(made: Walks) -> Iterator[ArcWalk]:
    """What is left goes round: closed walks that come nowhere twice, each from its last arc on."""
    left, dest = made.left, made.dest
    leaving: dict[int, list[int]] = {}
    for index in reversed(range(len(left))):
        if left[index] and made.source[index] == dest[index]:
            yield from [(index,)] * left[index]
        elif left[index]:
            leaving.setdefault(made.source[index], []).append(index)
    for first in list(leaving):
        trail, at, node = list[int](), {first: 0}, first
        while row := leaving[node]:
            index = row[-1]
            left[index] -= 1
            if not left[index]:
                row.pop()
            trail.append(index)
            node = dest[index]
            if node in at:
                circle = trail[at[node] :]
                del trail[at[node] :]
                for passed in circle[:-1]:
                    del at[dest[passed]]
                turn = circle.index(max(circle))
                yield tuple(circle[turn:] + circle[:turn])
            else:
                at[node] = len(trail)


def _hang_up(made: Walks, circles: list[ArcWalk]) -> None:
    """Make each circle a detour at the first of its nodes where a walk or an earlier detour comes by."""
    source, seen, hung = made.source, set(made.owner), set[int]()
    waiting: dict[int, list[int]] = {}
    ready = [*reversed(range(len(circles)))]
    while ready:
        number = ready.pop()
        circle = circles[number]
        nodes = [source[index] for index in circle]
        turn = 0 if nodes[0] in seen else next((at for at, node in enumerate(nodes) if node in seen), None)
        if turn is None:
            for node in nodes:
                waiting.setdefault(node, []).append(number)
        elif number not in hung:
            hung.add(number)
            if nodes[turn] in made.owner:
                made.longer.add(made.owner[nodes[turn]])
            made.detours.setdefault(nodes[turn], []).append(circle[turn:] + circle[:turn])
            for node in nodes:
                if node not in seen:
                    seen.add(node)
                    ready += waiting.pop(node, ())


def _with_detours(made: Walks, at: int) -> ArcWalk:
    """A walk with the detours that begin on it, and the detours that begin on those."""
    walk: list[int] = []
    todo = [*reversed(made.walks[at])]
    while todo:
        node = made.source[todo[-1]]
        if made.owner.get(node, at) == at:
            for circle in reversed(made.detours.pop(node, ())):
                todo += reversed(circle)
        walk.append(todo.pop())
    return tuple(walk)
