"""The cheapest flow in which everything hangs together: a flow alone may go round where no call comes by."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from simulator.planning._flow import cheapest_flow
from simulator.planning._network import CALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.planning._flow import RequiredFlow
    from simulator.planning._network import CostNetwork

Price = tuple[int, int, int]
"""Calls, keys and arcs of a flow."""


def joined_flow(network: CostNetwork, effort: int) -> tuple[RequiredFlow, bool]:
    """The cheapest flow that hangs together, and whether it is proven to be.

    Branch and bound: what goes round by itself must be left somewhere, so each way to leave it is tried in turn, the
    cheapest flow so far first, of those the one with least apart. When so many flows were tried that `effort` pairs
    were looked at, the shortest ways to all that is apart are required on top: a plan, but perhaps not the cheapest.
    """
    first = cheapest_flow(network, network.least)
    tried, most = 0, effort // len(network.tail)
    waiting: list[tuple[Price, int, int, RequiredFlow, list[set[int]]]] = []
    flow, apart = first, circles(first)
    while apart:
        if tried >= most:
            return _reached(first), False
        for child in _children(flow, apart):
            tried += 1
            still = circles(child)
            heappush(waiting, (price(child), len(still), tried, child, still))
        flow, apart = heappop(waiting)[3:]
    return flow, True


def price(flow: RequiredFlow) -> Price:
    """Calls, keys and arcs; of parallel arcs the cheapest counts, which is the same for all flows to be compared."""
    key = flow.network.graph.key
    keys = arcs = 0
    for least, extra, cost in zip(flow.least, flow.extra, flow.network.cost, strict=True):
        if least or extra:
            keys += (least + extra) * (cost // key)
            arcs += (least + extra) * (cost % key)
    calls = flow.on(CALL)
    return calls, keys - calls * (flow.network.cost[CALL] // key), arcs


def circles(flow: RequiredFlow) -> list[set[int]]:
    """The sets of nodes that hang together by the flow, but not with the calls."""
    found: list[set[int]] = []
    seen = _hanging_on(flow, flow.network.hub) if any(flow.least) else set[int]()
    for pair, tail in enumerate(flow.network.tail):
        if tail not in seen and flow.on(pair):
            found.append(_hanging_on(flow, tail))
            seen |= found[-1]
    return found


def _hanging_on(flow: RequiredFlow, node: int) -> set[int]:
    """The nodes from which the flow comes to this one; as it goes round, they are all that hang together with it."""
    least, extra, into = flow.least, flow.extra, flow.network.into
    found, waiting = {node}, [node]
    while waiting:
        for pair, tail, _ in into[waiting.pop()]:
            if tail not in found and (least[pair] or extra[pair]):
                found.add(tail)
                waiting.append(tail)
    return found


def _children(flow: RequiredFlow, apart: list[set[int]]) -> Iterator[RequiredFlow]:
    """One flow for each pair by which one of the sets can be left or entered, where no earlier pair is used."""
    exits = _exits(flow, apart)
    for at, pair in enumerate(exits):
        child = flow.copy(flow.closed | frozenset(exits[:at]))
        if child.demand(pair):
            yield child


def _exits(flow: RequiredFlow, apart: list[set[int]]) -> list[int]:
    """The open pairs that leave one of these sets, or that enter it: as few as any set has."""
    number = {node: at for at, nodes in enumerate(apart) for node in nodes}
    leaving: list[list[int]] = [[] for _ in apart]
    entering: list[list[int]] = [[] for _ in apart]
    for pair, (tail, head) in enumerate(zip(flow.network.tail, flow.network.head, strict=True)):
        source, dest = number.get(tail), number.get(head)
        if source != dest and pair not in flow.closed:
            if source is not None:
                leaving[source].append(pair)
            if dest is not None:
                entering[dest].append(pair)
    return min(leaving + entering, key=len)


def _reached(flow: RequiredFlow) -> RequiredFlow:
    """The cheapest flow that takes the shortest way to each set of nodes that is apart."""
    network, paths = flow.network, flow.network.paths
    rank = {node: at for at, node in enumerate(paths.order)}
    while apart := circles(flow):
        least = flow.least[:]
        for nodes in apart:
            nearest = min(nodes & rank.keys(), key=rank.__getitem__)
            for pair in (CALL, *(network.pair[index] for index in paths.to(nearest) or ())):
                least[pair] = max(least[pair], 1)
        flow = cheapest_flow(network, least)
    return flow
