from __future__ import annotations

import pytest

from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import shortest_paths


def test_an_arc_that_leaves_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="arc 1 leaves node 1, where a call is over"):
        shortest_paths(BareGraph(2, 0, (Arc(0, 1), Arc(1, 0)), frozenset({1})))


def test_an_arc_that_gives_keys_back_is_refused() -> None:
    with pytest.raises(ValueError, match="arc 0 costs -1 keys"):
        shortest_paths(BareGraph(2, 0, (Arc(0, 1, -1),), frozenset({1})))
