"""Oracles that share nothing with the planner: they look at every way to go on."""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.planning.cover import CoveringPlan
    from simulator.planning.graph import BareGraph

Cost = tuple[int, int, int]


def cheapest(graph: BareGraph, required: Iterable[int]) -> Cost:
    """Calls, keys and arcs of the best plan: Dijkstra over where the caller is and which arcs have been taken."""
    bits = {index: 1 << at for at, index in enumerate(sorted(set(required)))}
    everything = (1 << len(bits)) - 1
    begin = (-1, 0)
    best: dict[tuple[int, int], Cost] = {begin: (0, 0, 0)}
    heap = [((0, 0, 0), *begin)]
    while heap:
        cost, node, taken = heappop(heap)
        if best[node, taken] < cost:
            continue
        if node == -1 and taken == everything:
            return cost
        calls, keys, arcs = cost
        steps = [((calls + 1, keys, arcs), graph.start, taken)] if node == -1 else []
        for index, arc in enumerate(graph.arcs):
            if arc.source == node:
                dest = -1 if arc.dest in graph.ends else arc.dest
                steps.append(((calls, keys + arc.keys, arcs + 1), dest, taken | bits.get(index, 0)))
        for step in steps:
            if step[0] < best.get(step[1:], (1 << 60, 0, 0)):
                best[step[1:]] = step[0]
                heappush(heap, step)
    raise AssertionError("no plan at all")


def possible(graph: BareGraph) -> set[int]:
    """The arcs that some call takes."""
    forward = _closure({graph.start}, [(arc.source, arc.dest) for arc in graph.arcs])
    backward = _closure(set(graph.ends), [(arc.dest, arc.source) for arc in graph.arcs])
    return {index for index, arc in enumerate(graph.arcs) if arc.source in forward and arc.dest in backward}


def _closure(nodes: set[int], steps: list[tuple[int, int]]) -> set[int]:
    while more := {dest for source, dest in steps if source in nodes} - nodes:
        nodes = nodes | more
    return nodes


def could_be_cheaper(graph: BareGraph, plan: CoveringPlan) -> bool:
    """Whether some round of one call more or less on some arcs makes it cheaper: Bellman and Ford's negative circle.

    Right for plans that need not be kept together, so for all that calls can take at once.
    """
    taken = Counter(index for walk in plan.walks for index in walk)
    merged = dict.fromkeys(graph.ends, graph.size)
    costs: list[tuple[int, int, Cost]] = [(graph.size, graph.start, (1, 0, 0)), (graph.start, graph.size, (-1, 0, 0))]
    for index in possible(graph):
        arc = graph.arcs[index]
        dest = merged.get(arc.dest, arc.dest)
        costs.append((arc.source, dest, (0, arc.keys, 1)))
        if taken[index] > 1:
            costs.append((dest, arc.source, (0, -arc.keys, -1)))
    far: list[Cost] = [(0, 0, 0)] * (graph.size + 1)
    for _ in range(graph.size + 2):
        changed = False
        for source, dest, (calls, keys, arcs) in costs:
            further = (far[source][0] + calls, far[source][1] + keys, far[source][2] + arcs)
            if further < far[dest]:
                far[dest], changed = further, True
        if not changed:
            return False
    return True


def check(graph: BareGraph, required: Iterable[int], plan: CoveringPlan) -> Cost:
    """Hold a plan to what a plan is, and give its calls, keys and arcs."""
    for walk in plan.walks:
        node = graph.start
        for index in walk:
            assert graph.arcs[index].source == node
            node = graph.arcs[index].dest
        assert node in graph.ends
    taken = [index for walk in plan.walks for index in walk]
    assert set(required) - {one.arc for one in plan.impossible} <= set(taken)
    assert plan.keys == sum(graph.arcs[index].keys for index in taken)
    return len(plan.walks), plan.keys, len(taken)
