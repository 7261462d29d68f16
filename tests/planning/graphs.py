"""Random graphs."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from simulator.planning.graph import Arc, BareGraph


@st.composite
def graphs(draw: st.DrawFn, places: int = 12, arcs: int = 24) -> BareGraph:
    """Any graph: parallel arcs, loops, nodes that nothing reaches or that never end."""
    size = draw(st.integers(2, places))
    ends = draw(st.frozensets(st.integers(1, size - 1), min_size=1, max_size=2))
    inner = sorted(set(range(size)) - ends)
    arc = st.builds(Arc, st.sampled_from(inner), st.integers(0, size - 1), st.integers(0, 2))
    return BareGraph(size, 0, tuple(draw(st.lists(arc, max_size=arcs))), ends)


def menus(places: int, seed: int = 1) -> BareGraph:
    """What exploration finds: each place can be hung up on, offers keys, and takes a wrong one; some lead anywhere."""
    random, arcs = Random(seed), []
    for place in range(places):
        arcs += [Arc(place, places, 0), Arc(place, place, 1)]
        arcs += [Arc(place, child, 1) for child in range(4 * place + 1, min(4 * place + 5, places))]
        arcs += [Arc(place, (place - 1) // 4, 1)] if place else []
        arcs += [Arc(place, random.randrange(places), random.randrange(3)) for _ in range(3)]
    return BareGraph(places + 1, 0, tuple(arcs), frozenset({places}))
