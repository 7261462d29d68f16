"""The shortest way to every place against a plain breadth-first search, and the minimal plan of 10,000 places."""

from __future__ import annotations

from random import Random
from time import perf_counter

from benchmarks._measure import line, ratio
from simulator.planning.cover import cover
from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import shortest_paths

PLACES = 10_000


def report() -> str:
    """The rows of the report."""
    rows = []
    for name, graph in (("menus", menus()), ("anywhere", anywhere())):
        what = f"{PLACES:,} places, {len(graph.arcs):,} arcs, {name}"
        ours, theirs, times = ratio(lambda: shortest_paths(graph), lambda: breadth_first(graph), rounds=9, times=3)  # noqa: B023
        rows.append(line(f"shortest ways / breadth first: {name}", ours, theirs, times, "at most 3"))
        begin = perf_counter()
        plan = cover(BareGraph(graph.size, graph.start, graph.arcs, graph.ends), range(len(graph.arcs)))
        seconds = perf_counter() - begin
        assert plan.exact
        rows.append(f"{'minimal plan: ' + what:<52} {seconds * 1000:9.0f} ms{'':>23} below 1000 ms")
    return "\n".join(rows)


def menus() -> BareGraph:
    """A tree of menus, as exploration finds it: hang up, a wrong key, silence, back, main menu, a link elsewhere."""
    random, arcs = Random(1), []
    for place in range(PLACES):
        arcs += [Arc(place, PLACES, 0), Arc(place, place, 1), Arc(place, random.choice((place, PLACES)), 0)]
        arcs += [Arc(place, child, 1) for child in range(4 * place + 1, min(4 * place + 5, PLACES))]
        arcs += [Arc(place, (place - 1) // 4, 1), Arc(place, 0, 1)] if place else []
        arcs += [Arc(place, random.randrange(PLACES), 2)]
    return BareGraph(PLACES + 1, 0, tuple(arcs), frozenset({PLACES}))


def anywhere() -> BareGraph:
    """Each place can be hung up on and offers six keys that lead anywhere: the hardest to balance."""
    random, arcs = Random(1), []
    for place in range(PLACES):
        arcs += [Arc(place, PLACES, 0), *(Arc(place, random.randrange(PLACES), 1) for _ in range(6))]
    return BareGraph(PLACES + 1, 0, tuple(arcs), frozenset({PLACES}))


def breadth_first(graph: BareGraph) -> list[int]:
    """The arc by which a plain search, which knows no keys, comes to each node."""
    leaving, last, found = graph.leaving, [-1] * graph.size, bytearray(graph.size)
    found[graph.start] = 1
    waiting = [graph.start]
    for node in waiting:
        for index, dest, _ in leaving[node]:
            if not found[dest]:
                found[dest] = 1
                last[dest] = index
                waiting.append(dest)
    return last
