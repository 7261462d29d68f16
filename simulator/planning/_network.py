"""The part of a graph that calls can pass, as a circulation: all ends are one hub, from which each call sets out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from simulator.planning.paths import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.planning.graph import Arc, BareGraph
    from simulator.planning.paths import Paths

CALL = 0
"""The pair that leads from the hub to the start: what flows there is the number of calls."""


@frozen
class CostNetwork:
    """Parallel arcs are one pair, as what flows beyond the required takes the cheapest of them anyway.

    The costs are whole numbers that order closed ways which come nowhere twice by calls, then keys, then arcs.
    """

    paths: Paths
    alive: tuple[bool, ...]
    """By node: whether a call can come through."""
    pair: list[int] = field(factory=list)
    """By arc: its pair, or `NONE` where no call can take it."""
    tail: list[int] = field(factory=list)
    head: list[int] = field(factory=list)
    cost: list[int] = field(factory=list)
    cheapest: list[int] = field(factory=list)
    """By pair: its arc with the fewest keys, then the lowest index; `NONE` where it stands for no arc."""
    least: list[int] = field(factory=list)
    """By pair: how many required arcs it has, 1 for a visit."""
    into: list[list[tuple[int, int, int]]] = field(factory=list)
    """By node: each pair that enters it from another node, the node it comes from, and its cost."""
    visit: dict[int, int] = field(factory=dict)
    """By node of which only loops are required: a pair that leads through it, to where its other arcs leave."""

    @property
    def graph(self) -> BareGraph:
        """The graph that the network was made of."""
        return self.paths.graph

    @property
    def hub(self) -> int:
        """The node that stands for all ends."""
        return self.graph.size


def network_of(paths: Paths, required: Iterable[int]) -> CostNetwork:
    """The network of what calls can take; required arcs outside it count for nothing."""
    alive = tuple(ends and paths.reaches(node) for node, ends in enumerate(_ending(paths.graph)))
    network = CostNetwork(paths, alive)
    arcs = paths.graph.arcs
    possible = [index for index in required if alive[arcs[index].source] and alive[arcs[index].dest]]
    _pairs(network, _lonely(arcs[index] for index in possible))
    network.least.extend([0] * len(network.tail))
    for pair in (*network.visit.values(), *(network.pair[index] for index in possible)):
        network.least[pair] += 1
    _link(network)
    return network


def _lonely(required: Iterable[Arc]) -> list[int]:
    """The nodes of which only loops are required: a flow has to be told that somebody must come by."""
    loops, others = set[int](), set[int]()
    for arc in required:
        if arc.source == arc.dest:
            loops.add(arc.source)
        else:
            others.update((arc.source, arc.dest))
    return sorted(loops - others)


def _ending(graph: BareGraph) -> list[bool]:
    """By node: whether an end can be reached from it."""
    arriving: list[list[int]] = [[] for _ in range(graph.size)]
    for arc in graph.arcs:
        arriving[arc.dest].append(arc.source)
    ending, waiting = [False] * graph.size, sorted(graph.ends)
    while waiting:
        node = waiting.pop()
        if not ending[node]:
            ending[node] = True
            waiting += arriving[node]
    return ending


def _pairs(network: CostNetwork, lonely: list[int]) -> None:
    """Fill in the pairs of neighbours, and the pair of each arc."""
    graph, alive, hub, size = network.graph, network.alive, network.hub, network.graph.size + 1
    tail, head, cost, cheapest = network.tail, network.head, network.cost, network.cheapest
    tail.append(hub)
    head.append(graph.start)
    cost.append(_call(graph))
    cheapest.append(NONE)
    merged = [hub if node in graph.ends else node for node in range(graph.size)]
    number: dict[int, int] = {}
    network.pair.extend([NONE] * len(graph.arcs))
    pairs = network.pair
    behind = {node: hub + 1 + at for at, node in enumerate(lonely)}
    for source, row in enumerate(graph.leaving):
        leaves = behind.get(source, source)
        for index, node, weight in row if alive[source] else ():
            if alive[node]:
                dest = merged[node]
                pairs[index] = pair = number.setdefault(source * size + dest, len(tail))
                if pair == len(tail):
                    tail.append(leaves if node != source else source)
                    head.append(dest)
                    cost.append(weight)
                    cheapest.append(index)
                elif weight < cost[pair]:
                    cost[pair], cheapest[pair] = weight, index
    for node, leaves in behind.items():
        network.visit[node] = len(tail)
        tail.append(node)
        head.append(leaves)
        cost.append(0)
        cheapest.append(NONE)


def _call(graph: BareGraph) -> int:
    """What one call costs: more than every way that comes nowhere twice."""
    dearest = max((arc.keys for arc in graph.arcs), default=0)
    return graph.key * (graph.key * dearest + 1)


def _link(network: CostNetwork) -> None:
    """Fill in what enters each node; a loop never helps beyond what is required of it."""
    network.into.extend([] for _ in range(network.hub + 1 + len(network.visit)))
    for pair, (tail, head, cost) in enumerate(zip(network.tail, network.head, network.cost, strict=True)):
        if tail != head:
            network.into[head].append((pair, tail, cost))
