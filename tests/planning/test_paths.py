from __future__ import annotations

from hypothesis import given

from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import NONE, shortest_paths
from tests.planning.graphs import graphs


def relaxed(graph: BareGraph) -> list[tuple[int, int] | None]:
    """Keys and arcs of the shortest way to each node, by trying each arc until nothing changes."""
    best: list[tuple[int, int] | None] = [None] * graph.size
    best[graph.start] = (0, 0)
    for _ in range(graph.size):
        for arc in graph.arcs:
            if (so_far := best[arc.source]) is not None:
                further = (so_far[0] + arc.keys, so_far[1] + 1)
                known = best[arc.dest]
                best[arc.dest] = further if known is None else min(known, further)
    return best


@given(graphs())
def test_ways_have_the_fewest_keys_then_arcs_then_the_first_last_arc(graph: BareGraph) -> None:
    paths, best = shortest_paths(graph), relaxed(graph)
    for node in range(graph.size):
        way, known = paths.to(node), best[node]
        assert (way is None) == (known is None) == (not paths.reaches(node))
        if way is None or known is None:
            continue
        assert (sum(graph.arcs[index].keys for index in way), len(way)) == known
        assert paths.keys(node) == known[0]
        equal = [
            index
            for index, arc in enumerate(graph.arcs)
            if arc.dest == node and (one := best[arc.source]) and (one[0] + arc.keys, one[1] + 1) == known
        ]
        assert paths.last[node] == (equal[0] if node != graph.start else NONE)


@given(graphs())
def test_nodes_come_nearest_first(graph: BareGraph) -> None:
    paths, best = shortest_paths(graph), relaxed(graph)
    found = [best[node] or (0, 0) for node in paths.order]
    assert found == sorted(found)
    assert set(paths.order) == {node for node in range(graph.size) if paths.reaches(node)}


def test_a_longer_way_with_fewer_keys_wins() -> None:
    graph = BareGraph(4, 0, (Arc(0, 3, 2), Arc(0, 1, 0), Arc(1, 2, 0), Arc(2, 3, 1)), frozenset({3}))
    assert shortest_paths(graph).to(3) == (1, 2, 3)
    assert shortest_paths(graph).to(0) == ()
