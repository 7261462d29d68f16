"""Totals, percentages and the adding up of runs."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.model.behaviour.behaviour import Place
from simulator.model.reports.coverage import (
    CoverageCounts,
    EdgeHits,
    FlowCoverage,
    PlaceHits,
    RowLine,
    falls_short,
    percent,
    shown_percent,
)
from simulator.model.reports.coverage_merge import merge

PLACES = tuple(Place(name, "capture") for name in "abc")
KEYS = (("a", "1", "b"), ("a", "2", "b"), ("b", "1", "c"))


def flow(*hits: int, **more: object) -> FlowCoverage:
    """The flow `t` with so many hits at each of three edges."""
    edges = tuple(
        EdgeHits(key, number, key[1], (at,)) for at, (key, number) in enumerate(zip(KEYS, hits, strict=True), 1)
    )
    places = tuple(map(PlaceHits, PLACES, (sum(hits), hits[0] + hits[1], hits[2])))
    found = FlowCoverage("t", "T", "", sum(hits), places, edges, rows=(RowLine(1, 5), RowLine(2, 6), RowLine(3, 7)))
    return evolve(found, **more)  # type: ignore[arg-type]


def test_percentages_are_of_edges() -> None:
    found = flow(4, 0, 0)
    assert (found.places_covered, found.edges_covered) == (2, 1)
    assert found.percent == pytest.approx(100 / 3)
    both = CoverageCounts((found, flow(1, 1, 1, file="u")))
    assert (both.places, both.places_covered, both.edges, both.edges_covered) == (6, 5, 6, 4)
    assert both.percent == pytest.approx(200 / 3)


def test_nothing_of_nothing_is_all_but_no_flow_is_nothing() -> None:
    assert percent(0, 0) == 100
    assert CoverageCounts((FlowCoverage("a", "A", problem="refused"),)).percent == 100
    assert CoverageCounts().percent == 0


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_what_is_not_all_never_reads_100(covered: int, total: int) -> None:
    share = percent(min(covered, total), total)
    assert (shown_percent(share) == "100 %") is (share == 100)
    assert float(shown_percent(share).removesuffix(" %")) <= share + 1e-9


@given(st.integers(0, 300), st.floats(0, 100, allow_nan=False))
def test_what_falls_short_says_by_how_much(covered: int, under: float) -> None:
    found = CoverageCounts((flow(1, 1, 1), flow(*(int(covered > at * 100) for at in range(3)), file="u")))
    said = falls_short(found, under, "--cov-fail-under")
    assert bool(said) is (found.percent < under)
    if said:
        points = float(said.partition("), ")[2].partition(" points")[0])
        assert points > 0
        assert found.percent + points >= under - 1e-6
    assert falls_short(found, None, "--cov-fail-under") == ""


def test_rows_answer_as_often_as_their_edges_are_taken() -> None:
    assert flow(4, 0, 2, unreached=(2,)).row_hits == {1: 4, 2: 0, 3: 2}
    assert flow(0, 0, 0, edges=(), unreached=(2,)).row_hits == {1: 0, 3: 0}


COUNTS = st.lists(st.integers(0, 3), min_size=3, max_size=3)


@given(COUNTS, COUNTS, COUNTS)
def test_adding_up_has_no_order(a: list[int], b: list[int], c: list[int]) -> None:
    first, then, last = (CoverageCounts((flow(*hits),)) for hits in (a, b, c))
    assert merge(first, then) == merge(then, first) == CoverageCounts((flow(*map(sum, zip(a, b, strict=True))),))
    assert merge(merge(first, then), last) == merge(first, merge(then, last))
    assert merge(first, CoverageCounts()) == first


def test_flows_keep_apart_and_stand_by_name() -> None:
    found = merge(
        CoverageCounts((flow(1, 0, 0, file="z"), flow(1, 0, 0))), CoverageCounts((flow(0, 1, 0, variant="v"),))
    )
    assert [one.name for one in found.flows] == ["t", "t (v)", "z"]


def test_everything_seen_is_added_up() -> None:
    fault = EdgeHits(("a", "fault", "end"), 1)
    one = flow(1, 0, 0, legs={"A busy": 1}, codes={"1": 2}, extra=(fault,))
    other = flow(0, 0, 0, legs={"A answered": 1, "A busy": 2}, faults={"say": 1}, errors={"-2005": 1}, extra=(fault,))
    (found,) = merge(CoverageCounts((one,)), CoverageCounts((other,))).flows
    assert (found.legs, found.codes) == ({"A answered": 1, "A busy": 3}, {"1": 2})
    assert (found.faults, found.errors) == ({"say": 1}, {"-2005": 1})
    assert [edge.hits for edge in found.extra] == [2]


@pytest.mark.parametrize("change", ["places", "edges"])
def test_two_versions_of_a_flow_are_not_added_up(change: str) -> None:
    whole = flow(1, 0, 0)
    other = evolve(whole, **{change: getattr(whole, change)[:2]})
    with pytest.raises(UsageError, match='"t" was another flow in one of these runs'):
        merge(CoverageCounts((whole,)), CoverageCounts((other,)))


def test_explorations_that_were_cut_short_complete_each_other() -> None:
    whole = flow(1, 0, 0, bounds=("maxPlaces",), unreached=(3,))
    cut = evolve(whole, places=whole.places[:2], edges=whole.edges[:2], extra=(EdgeHits(KEYS[2], 4),), unstable=2)
    for pair in ((whole, cut), (cut, whole)):
        (found,) = merge(*(CoverageCounts((one,)) for one in pair)).flows
        assert {edge.key: edge.hits for edge in found.edges} == dict(zip(KEYS, (2, 0, 4), strict=True))
        assert (found.extra, found.bounds, found.unstable) == ((), ("maxPlaces",), 2)


def test_a_flow_is_complete_only_where_nothing_was_left_out() -> None:
    assert flow(0, 0, 0).complete
    assert not any(flow(0, 0, 0, **{name: value}).complete for name, value in
                   (("bounds", ("maxDepth",)), ("unstable", 1), ("problem", "refused")))  # fmt: skip
