from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.planning.cover import CoveringPlan, Impossible, cover
from simulator.planning.graph import Arc, BareGraph
from tests.planning import brute
from tests.planning.graphs import graphs, menus

ENDS = frozenset({3})


@given(st.data())
def test_a_plan_is_never_beaten(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    indexes = st.sampled_from(range(len(graph.arcs))) if graph.arcs else st.nothing()
    required = data.draw(st.lists(indexes, max_size=8, unique=True) if graph.arcs else st.just([]))
    plan = cover(graph, required)
    assert plan.exact
    assert brute.check(graph, required, plan) == brute.cheapest(graph, brute.possible(graph) & set(required))


@given(graphs(arcs=10))
def test_a_plan_of_all_arcs_is_never_beaten(graph: BareGraph) -> None:
    required = range(len(graph.arcs))
    plan = cover(graph, required)
    assert brute.check(graph, required, plan) == brute.cheapest(graph, brute.possible(graph))


@given(graphs(places=40, arcs=200))
def test_no_call_more_or_less_makes_a_plan_of_all_arcs_cheaper(graph: BareGraph) -> None:
    required = range(len(graph.arcs))
    plan = cover(graph, required, effort=0)
    assert plan.exact, "what all hangs together needs no search"
    brute.check(graph, required, plan)
    assert not brute.could_be_cheaper(graph, plan)


def test_no_call_more_or_less_makes_a_plan_of_many_places_cheaper() -> None:
    """So entangled that some of what is left over is stuck on its way and waits for another turn."""
    random = Random(1)
    arcs = tuple(Arc(random.randrange(300), random.randrange(301), random.randrange(3)) for _ in range(2000))
    graph = BareGraph(301, 0, arcs, frozenset({300}))
    plan = cover(graph, range(2000))
    brute.check(graph, range(2000), plan)
    assert not brute.could_be_cheaper(graph, plan)


@given(graphs(arcs=30))
def test_arcs_that_no_call_takes_are_named_with_the_reason(graph: BareGraph) -> None:
    plan = cover(graph, range(len(graph.arcs)))
    named = {one.arc: one.reason for one in plan.impossible}
    assert set(named) == set(range(len(graph.arcs))) - brute.possible(graph)
    everywhere = BareGraph(graph.size, graph.start, graph.arcs, frozenset(range(graph.size)))
    for index, reason in named.items():
        assert (reason == "endless") == (index in brute.possible(everywhere))


@given(st.data())
def test_a_search_that_is_cut_off_gives_a_plan_all_the_same(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    required = data.draw(st.sets(st.integers(0, len(graph.arcs) - 1))) if graph.arcs else set()
    plan, best = cover(graph, [*required], effort=0), cover(graph, [*required])
    cost = brute.check(graph, required, plan)
    assert cost == brute.check(graph, required, best) if plan.exact else cost >= brute.check(graph, required, best)


def test_nothing_required_needs_no_call() -> None:
    assert cover(BareGraph(1, 0, (), frozenset()), []) == CoveringPlan((), (), 0, True)


def test_reasons() -> None:
    graph = BareGraph(5, 0, (Arc(0, 3), Arc(0, 1), Arc(2, 3), Arc(2, 4), Arc(1, 1)), ENDS)
    assert cover(graph, range(5)) == CoveringPlan(
        ((0,),),
        (
            Impossible(1, "endless"),
            Impossible(2, "unreachable"),
            Impossible(3, "unreachable"),
            Impossible(4, "endless"),
        ),
        0,
        True,
    )


@pytest.mark.parametrize("index", [-1, 1])
def test_an_arc_that_is_not_there_is_an_error(index: int) -> None:
    with pytest.raises(IndexError, match="the graph has 1"):
        cover(BareGraph(2, 0, (Arc(0, 1),), frozenset({1})), [index])


def test_a_circle_that_only_other_arcs_lead_to_is_entered_and_left() -> None:
    """The cheapest flow alone goes round from 1 to 2 and back, where no call comes by."""
    graph = BareGraph(4, 0, (Arc(1, 2), Arc(2, 1), Arc(0, 3), Arc(0, 1, 2), Arc(2, 3), Arc(0, 2, 1)), ENDS)
    plan = cover(graph, [0, 1, 2])
    assert plan == CoveringPlan(((2,), (5, 1, 0, 4)), (), 1, True)


def test_a_search_that_is_cut_off_goes_the_shortest_way_to_each_circle() -> None:
    circles = [Arc(1, 2), Arc(2, 1), Arc(4, 5), Arc(5, 4)]
    graph = BareGraph(6, 0, (*circles, Arc(0, 1, 1), Arc(1, 4, 1), Arc(0, 4, 2), Arc(4, 3), Arc(1, 3)), ENDS)
    plan = cover(graph, range(4), effort=0)
    assert not plan.exact
    assert brute.check(graph, range(4), plan) >= brute.cheapest(graph, range(4))


def test_a_loop_at_the_start_needs_a_call() -> None:
    graph = BareGraph(2, 0, (Arc(0, 0), Arc(0, 1, 1)), frozenset({1}))
    assert cover(graph, [0]) == CoveringPlan(((0, 1),), (), 1, True)


def test_parallel_arcs_are_taken_each_once_and_the_cheapest_again() -> None:
    graph = BareGraph(3, 0, (Arc(0, 1, 2), Arc(0, 1, 1), *(Arc(1, 2) for _ in range(3))), frozenset({2}))
    plan = cover(graph, range(5))
    assert sorted(plan.walks) == [(0, 4), (1, 2), (1, 3)]
    assert plan.keys == 4


def test_circles_that_hang_on_circles_are_all_taken() -> None:
    chain = [Arc(node, node + step) for node in range(9, 0, -1) for step in (1, -1)]
    chain = [
        Arc(arc.source - 1 if arc.dest > arc.source else arc.source, arc.dest - (arc.dest > arc.source))
        for arc in chain
    ]
    graph = BareGraph(11, 0, (*chain, Arc(0, 10)), frozenset({10}))
    plan = cover(graph, range(len(graph.arcs)))
    assert brute.check(graph, range(len(graph.arcs)), plan) == (1, 0, 19)


def test_loops_go_to_the_call_that_ends_there() -> None:
    """A wrong key at a place is tried by the call that hangs up there, not by whoever comes by first."""
    graph = BareGraph(
        4, 0, (Arc(0, 3), Arc(0, 1, 1), Arc(0, 2, 1), Arc(1, 3), Arc(2, 3), *(Arc(n, n, 1) for n in range(3))), ENDS
    )
    assert cover(graph, range(8)).walks == ((5, 0), (1, 6, 3), (2, 7, 4))


@pytest.mark.parametrize("place", [0, 7, 23, 299])
def test_a_small_change_of_the_graph_changes_few_walks(place: int) -> None:
    old = menus(300)
    new = BareGraph(old.size, old.start, (*old.arcs, Arc(place, old.size - 1, 1)), old.ends)
    before, after = (set(cover(graph, range(len(graph.arcs))).walks) for graph in (old, new))
    assert len(after) > 300
    assert len(after - before) <= 20


def test_the_order_in_which_arcs_are_asked_for_does_not_matter() -> None:
    graph = menus(40)
    asked = range(0, len(graph.arcs), 3)
    assert cover(graph, asked) == cover(graph, [*reversed(asked), *asked])


def test_many_circles_apart_are_joined_in_the_cheapest_order() -> None:
    """A traveller's tour: loops at seven places, between which each step costs something else."""
    places = range(1, 8)
    steps = [Arc(one, other, (3 * one + 5 * other) % 7) for one, other in combinations(places, 2)]
    steps += [Arc(arc.dest, arc.source, (arc.keys * 3 + 1) % 5) for arc in steps]
    ways = [Arc(0, place, place % 3) for place in places] + [Arc(place, 8, place % 4) for place in places]
    graph = BareGraph(9, 0, (*(Arc(place, place) for place in places), *steps, *ways), frozenset({8}))
    plan = cover(graph, range(7))
    assert plan.exact
    assert brute.check(graph, range(7), plan) == brute.cheapest(graph, range(7))
