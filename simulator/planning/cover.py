"""The fewest calls, then the fewest keys, that take every arc that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from simulator.model.garbage import garbage_held
from simulator.planning._joined import joined_flow
from simulator.planning._network import network_of
from simulator.planning._walks import walks_of
from simulator.planning.paths import NONE, shortest_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.planning.graph import BareGraph
    from simulator.planning.paths import Paths

EFFORT = 1_000_000
"""How many arcs may be looked at, parallel ones as one, before a search for the cheapest plan is cut off: seconds."""


@frozen
class Impossible:
    """An arc that no call can take: none comes to its source, or none that takes it comes to an end."""

    arc: int
    reason: Literal["unreachable", "endless"]


@frozen
class CoveringPlan:
    """Calls that take every arc that is asked for: each walk is the arcs of a call, from the start to an end."""

    walks: tuple[tuple[int, ...], ...]
    impossible: tuple[Impossible, ...]
    """Arcs that were asked for and that no call can take, in their order; unreachable is said before endless."""
    keys: int
    """How many keys the callers press in all calls together."""
    exact: bool
    """Whether no other plan has fewer calls, or as many and fewer keys, or as many of both and fewer arcs."""


def cover(graph: BareGraph, required: Sequence[int], *, effort: int = EFFORT) -> CoveringPlan:
    """The plan with the fewest calls, then the fewest keys, then the fewest arcs, that takes each required arc.

    Always exact where all arcs that a call can take are required, as then everything hangs together. Where required
    arcs go round in circles that only other arcs lead to, the plan is searched for, with about this `effort`; of a few
    arcs far apart in a graph of a hundred nodes or more that may not be enough, and `exact` says so.
    The same graph gives the same walks on every machine.

    Raises:
        ValueError: an arc of the graph leaves an end, or costs fewer than no keys.
        IndexError: a required arc is not in the graph.

    """
    with garbage_held():
        return _cover(graph, sorted(set(required)), effort)


def _cover(graph: BareGraph, asked: list[int], effort: int) -> CoveringPlan:
    paths = shortest_paths(graph)
    if asked and not 0 <= asked[0] <= asked[-1] < len(graph.arcs):
        raise IndexError(f"arcs {asked[0]} to {asked[-1]} are required, but the graph has {len(graph.arcs)}")
    network = network_of(paths, asked)
    possible = [index for index in asked if network.pair[index] != NONE]
    flow, exact = joined_flow(network, effort)
    counts = [0] * len(graph.arcs)
    for pair, index in enumerate(network.cheapest):
        if index != NONE:
            counts[index] = flow.on(pair) - network.least[pair]
    for index in possible:
        counts[index] += 1
    keys = sum(count * arc.keys for count, arc in zip(counts, graph.arcs, strict=True) if count)
    impossible = tuple(_impossible(paths, (index for index in asked if network.pair[index] == NONE)))
    return CoveringPlan(walks_of(paths, counts), impossible, keys, exact)


def _impossible(paths: Paths, arcs: Iterable[int]) -> Iterable[Impossible]:
    for index in arcs:
        reached = paths.reaches(paths.graph.arcs[index].source)
        yield Impossible(index, "endless" if reached else "unreachable")
