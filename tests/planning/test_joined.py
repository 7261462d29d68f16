from __future__ import annotations

from simulator.planning._flow import cheapest_flow
from simulator.planning._joined import _children, circles
from simulator.planning._network import network_of
from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import shortest_paths


def test_a_way_out_that_leads_nowhere_any_more_is_no_branch() -> None:
    """The circle can be left by one arc, but all that leads on from there was closed by earlier branches."""
    graph = BareGraph(5, 0, (Arc(1, 2), Arc(2, 1), Arc(0, 1), Arc(2, 3), Arc(3, 4)), frozenset({4}))
    network = network_of(shortest_paths(graph), [0, 1])
    flow = cheapest_flow(network, network.least)
    apart = circles(flow)
    assert apart == [{1, 2}]
    assert len(list(_children(flow, apart))) == 1
    assert list(_children(flow.copy(frozenset({network.pair[4]})), apart)) == []
