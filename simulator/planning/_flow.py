"""The cheapest flow that passes each pair at least as often as is required: a primal-dual method in whole numbers.

Ours, as no library was found that is both light and quick: on 10,000 nodes and 70,000 arcs `networkx` takes
seconds, and `ortools` (over 200 MB with what it needs) is no quicker than this.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from attrs import define

from simulator.planning._network import CALL

if TYPE_CHECKING:
    from collections.abc import Container

    from simulator.planning._network import CostNetwork

NOWHERE = -1
_NEVER = 1 << 62


@define
class RequiredFlow:
    """A cheapest flow: `least` + `extra` on each pair. The `level` of the nodes proves that none is cheaper.

    No pair costs less than the levels of its two nodes differ, and one with `extra` costs exactly that.
    """

    network: CostNetwork
    least: list[int]
    extra: list[int]
    level: list[int]
    closed: frozenset[int] = frozenset()
    """Pairs on which nothing may flow."""

    def copy(self, closed: frozenset[int]) -> RequiredFlow:
        """The same flow, to be changed on its own, with these pairs closed; nothing flows on them so far."""
        return RequiredFlow(self.network, self.least[:], self.extra[:], self.level[:], closed)

    def on(self, pair: int) -> int:
        """What flows on a pair."""
        return self.least[pair] + self.extra[pair]

    def demand(self, pair: int) -> bool:
        """Require one more on this pair, and make the flow the cheapest again; whether there is any."""
        self.least[pair] += 1
        return self.send({self.network.head[pair]: 1}, self.network.tail[pair])

    def send(self, surplus: dict[int, int], goal: int) -> bool:
        """Send what these nodes have too much to the goal in the cheapest way; whether there is any way.

        In turn the levels are set so that each node has a way for nothing, and all that fits is sent along these
        ways, far nodes first; what does not fit waits where it is stuck for the next turn.
        """
        while surplus:
            ways = self._ways(goal, surplus, len(surplus))
            if any(node not in ways for node in surplus):
                return False
            for node in reversed(ways):
                if node in surplus and node != goal:
                    self._push(node, ways[node], surplus)
            del surplus[goal]
        return True

    def _push(self, node: int, way: int, surplus: dict[int, int]) -> None:
        """Push the surplus of a node one step on, as far as it fits."""
        amount = surplus.pop(node)
        if way >= 0:
            fits, onward = amount, self.network.head[way]
            self.extra[way] += fits
        else:
            fits, onward = min(amount, self.extra[~way]), self.network.tail[~way]
            self.extra[~way] -= fits
        surplus[onward] = surplus.get(onward, 0) + fits
        if fits < amount:
            surplus[node] = amount - fits

    def _ways(self, goal: int, awaited: Container[int], missing: int) -> dict[int, int]:
        """The pair by which each node goes on to the goal (`~pair`: undoing it), nearest first; levels follow."""
        level, into, head, closed = self.level, self.network.into, self.network.head, self.closed
        first, other = self._used()
        far, onward = [_NEVER] * len(level), [NOWHERE] * len(level)
        far[goal] = distance = 0
        ways: dict[int, int] = {}
        buckets, heap = {0: [goal]}, [0]
        while heap and missing:
            distance = heappop(heap)
            bucket = buckets[distance]
            for node in bucket:
                if node in ways:
                    continue
                ways[node] = onward[node]
                missing -= node in awaited
                pair = first[node]
                while pair != NOWHERE:
                    if distance < far[head[pair]]:
                        far[head[pair]], onward[head[pair]] = distance, ~pair
                        bucket.append(head[pair])
                    pair = other[pair]
                base = distance - level[node]
                for pair, tail, cost in into[node]:
                    further = base + cost + level[tail]
                    if further < far[tail] and pair not in closed:
                        far[tail], onward[tail] = further, pair
                        if further in buckets:
                            buckets[further].append(tail)
                        else:
                            buckets[further] = [tail]
                            heappush(heap, further)
        self.level = [height - min(way, distance) for height, way in zip(level, far, strict=True)]
        return ways

    def _used(self) -> tuple[list[int], list[int]]:
        """The pairs with `extra` that leave each node: the first of each node, and the one after each.

        Plain lists of numbers: ten thousand small lists would wake the garbage collector in each turn.
        """
        tail = self.network.tail
        first, other = [NOWHERE] * len(self.level), [NOWHERE] * len(tail)
        for pair, amount in enumerate(self.extra):
            if amount:
                other[pair], first[tail[pair]] = first[tail[pair]], pair
        return first, other


def cheapest_flow(network: CostNetwork, required: list[int]) -> RequiredFlow:
    """The cheapest flow of a network that passes each pair as often as is required.

    First everyone is served by calls of their own along the tree of shortest ways, which is the cheapest when each
    call may be used once; then what is left over is sent home, and undoes calls on its way wherever that is cheaper.
    """
    paths, visits = network.paths, network.visit
    level = [*paths.weight, -network.cost[CALL], *(paths.weight[node] for node in visits)]
    flow = RequiredFlow(network, required[:], [0] * len(network.tail), level)
    lacking = [0] * len(level)
    for tail, head, least in zip(network.tail, network.head, required, strict=True):
        lacking[tail] += least
        lacking[head] -= least
    tree = _tree(network)
    for node, pair in reversed(tree.items()):
        if lacking[node] > 0:
            flow.extra[pair] = lacking[node]
            lacking[network.tail[pair]] += lacking[node]
            lacking[node] = 0
    flow.send({node: -lacking[node] for node in tree if lacking[node] < 0}, network.hub)
    return flow


def _tree(network: CostNetwork) -> dict[int, int]:
    """The pair by which the shortest way from the hub enters each node, nearest first."""
    paths, ends, tree = network.paths, network.graph.ends, dict[int, int]()
    for node in paths.order:
        if network.alive[node] and node not in ends:
            tree[node] = network.pair[paths.last[node]] if node != network.graph.start else CALL
            if node in network.visit:
                tree[network.head[network.visit[node]]] = network.visit[node]
    return tree
