"""Circles and longest walks of random small graphs, held against trying everything."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as some

from simulator.exploring.conclusions.circles import circles, components, reaching, round_trip
from simulator.exploring.conclusions.longest import longest
from simulator.model.behaviour.behaviour import Behaviour, Move, Place, Point

SIZE = 5
steps = some.lists(some.tuples(some.integers(0, SIZE - 1), some.integers(0, SIZE - 1)), max_size=12)


def onward(arcs: list[tuple[int, int]]) -> list[list[int]]:
    return [[dest for source, dest in arcs if source == node] for node in range(SIZE)]


def reached(arcs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Every pair of nodes with a walk of at least one step between them."""
    found = set(arcs)
    for _ in range(SIZE):
        found |= {(a, d) for (a, b), (c, d) in product(found, arcs) if b == c}
    return found


@given(steps)
def test_components_are_the_nodes_that_lead_to_each_other_and_stand_after_what_they_lead_to(
    arcs: list[tuple[int, int]],
) -> None:
    walks, parts = reached(arcs), components(onward(arcs))
    assert sorted(node for part in parts for node in part) == list(range(SIZE))
    at = {node: number for number, part in enumerate(parts) for node in part}
    for a, b in product(range(SIZE), repeat=2):
        assert (at[a] == at[b]) == (a == b or {(a, b), (b, a)} <= walks)
        assert (a, b) not in walks or at[b] <= at[a]


@given(steps)
def test_circles_are_the_components_that_a_walk_can_stay_in(arcs: list[tuple[int, int]]) -> None:
    walks = reached(arcs)
    assert {node for part in circles(onward(arcs)) for node in part} == {a for a, b in walks if a == b}


@given(steps, some.sets(some.integers(0, SIZE - 1)))
def test_reaching_are_the_goals_and_all_with_a_walk_to_one(arcs: list[tuple[int, int]], goals: set[int]) -> None:
    walks = reached(arcs)
    assert reaching(SIZE, arcs, goals) == {a for a in range(SIZE) if a in goals or any((a, g) in walks for g in goals)}


@given(steps)
def test_a_round_trip_comes_back_by_the_fewest_steps(arcs: list[tuple[int, int]]) -> None:
    way = round_trip(0, lambda node: [(index, dest) for index, (source, dest) in enumerate(arcs) if source == node])
    lengths = [n for n in range(1, SIZE + 1) if any(_closes(arcs, walk) for walk in product(range(len(arcs)), repeat=n))
               ] if len(arcs) <= 5 else []  # fmt: skip
    assert not way or _closes(arcs, way)
    assert bool(way) == ((0, 0) in reached(arcs))
    assert not lengths or len(way) == lengths[0]


def _closes(arcs: list[tuple[int, int]], walk: tuple[int, ...]) -> bool:
    chained = all(arcs[one][1] == arcs[two][0] for one, two in pairwise(walk))
    return chained and arcs[walk[0]][0] == 0 == arcs[walk[-1]][1]


def test_a_line_of_many_places_needs_no_recursion() -> None:
    assert len(components([[node + 1] for node in range(20_000)] + [[]])) == 20_001


weighted = some.lists(
    some.tuples(some.integers(0, SIZE - 1), some.integers(0, SIZE - 1), some.integers(0, 2)), max_size=9
)


@given(weighted)
def test_the_longest_call_is_the_longest_or_has_a_loop_that_adds(arcs: list[tuple[int, int, int]]) -> None:
    found = longest(_behaviour(arcs), lambda move: move.keys)
    if found.loop:
        assert sum(arcs[index][2] for index in found.loop) > 0
        assert all(arcs[a][1] == arcs[b][0] for a, b in zip(found.loop, (*found.loop[1:], found.loop[0]), strict=True))
    else:
        assert sum(arcs[index][2] for index in found.moves) == found.value == _most(arcs)
        assert not found.moves or arcs[found.moves[0]][0] == 0
        assert all(arcs[a][1] == arcs[b][0] for a, b in pairwise(found.moves))


def _behaviour(arcs: list[tuple[int, int, int]]) -> Behaviour:
    points = tuple(Point(Place(str(node), "capture")) for node in range(SIZE))
    return Behaviour("t", points, tuple(Move(a, f"{n}", b, keys=keys) for n, (a, b, keys) in enumerate(arcs)))


def _most(arcs: list[tuple[int, int, int]]) -> int:
    """The greatest sum of a walk from the first node, where no loop adds: after so many rounds nothing grows."""
    best = {0: 0}
    for _ in range(SIZE * 3):
        for a, b, keys in arcs:
            if a in best:
                best[b] = max(best.get(b, 0), best[a] + keys)
    return max(best.values())
