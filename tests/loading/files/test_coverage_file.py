"""Coverage files: read back as they were written, and every mistake in them named with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.loading.files.coverage_file import read_coverage
from simulator.model.behaviour.behaviour import Place
from simulator.model.reports.coverage import CoverageCounts, EdgeHits, FlowCoverage, PlaceHits, RowLine
from simulator.render.formats import renderer

TEXT = st.text(max_size=6)
COUNT = st.integers(0, 9)
COUNTS = st.dictionaries(TEXT, COUNT, max_size=2).map(lambda found: dict(sorted(found.items())))
IDS = ("a", "b\n")
PLACES = st.builds(Place, st.sampled_from(IDS), st.sampled_from(["play", "end"]), stage=st.none() | TEXT, action=TEXT,
                   words=st.lists(TEXT, max_size=2).map(tuple), leg=TEXT)  # fmt: skip
ONE = st.builds(PlaceHits, PLACES, COUNT)
KNOWN = tuple(PlaceHits(Place(one, "play"), 1) for one in IDS)


def edges(ends: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[EdgeHits, ...]]:
    one = st.builds(EdgeHits, st.tuples(ends, TEXT, ends), COUNT, TEXT, st.lists(COUNT, max_size=2).map(tuple))
    return st.lists(one, max_size=2, unique_by=lambda edge: edge.key).map(tuple)


PLACED = st.just((KNOWN, ())) | st.tuples(st.just(KNOWN), edges(st.sampled_from(IDS))) | st.tuples(
    st.lists(ONE, max_size=2, unique_by=lambda one: one.place.id).map(tuple), st.just(())
)  # fmt: skip
ROWS = st.tuples(st.just((RowLine(1, 4), RowLine(3, 9))), st.lists(st.sampled_from((1, 3)), max_size=2).map(tuple))


def flow_of(head: Any, placed: Any, extra: Any, counts: Any, rows: Any, *more: Any) -> FlowCoverage:
    everything = [*head, *placed, extra, *counts, *rows, *more]
    return FlowCoverage(*everything)


FLOWS = st.builds(
    flow_of,
    st.tuples(TEXT, TEXT, TEXT, COUNT), PLACED, edges(TEXT), st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), ROWS,
    st.lists(TEXT, max_size=2).map(tuple), COUNT, TEXT,
)  # fmt: skip


def written(coverage: CoverageCounts) -> str:
    return renderer("coverage", "json")(coverage)


@given(st.lists(FLOWS, max_size=2, unique_by=lambda flow: flow.key))
def test_what_was_written_is_read_back(flows: list[FlowCoverage]) -> None:
    coverage = CoverageCounts(tuple(sorted(flows, key=lambda flow: flow.key)))
    assert read_coverage(written(coverage).encode(), "a.json") == coverage


WHOLE = CoverageCounts(
    (
        FlowCoverage(
            "t.flow.yaml", "T", places=(PlaceHits(Place("a", "capture"), 1),), edges=(EdgeHits(("a", "1", "a"), 1),),
            codes={"1": 1}, rows=(RowLine(1, 4),), unreached=(1,), bounds=("maxDepth",),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("flows",), {}, r"\$\.flows is {}, expected a list"),
        (("flows", 0), 7, r"\$\.flows\[0\] is 7, expected an object"),
        (("flows", 0, "file"), None, r"\$\.flows\[0\]\.file is null, expected a text"),
        (("flows", 0, "calls"), -1, r"\$\.flows\[0\]\.calls is -1, expected a whole number of 0 or more"),
        (("flows", 0, "places", 0, "hits"), True, r"places\[0\]\.hits is true, expected a whole number"),
        (("flows", 0, "places", 0, "stage"), 1, r"places\[0\]\.stage is 1, expected a text"),
        (("flows", 0, "edges", 0, "rows", 0), "x", r'edges\[0\]\.rows\[0\] is "x", expected a whole number'),
        (("flows", 0, "codes", "1"), 1.5, r"codes\.1 is 1\.5, expected a whole number"),
        (("flows", 0, "bounds", 0), 5, r"bounds\[0\] is 5, expected a text"),
        (("flows", 0, "title"), ["x" * 99], r'title is \["x{37}…, expected a text'),
        (
            ("flows", 0, "places", 0, "kind"),
            "cellar",
            r'kind is "cellar", expected one of inbound, dial, capture, play, end',
        ),
        (("flows", 0, "places", 0, "kind"), "", r'kind is "", expected one of'),
        (("flows", 0, "places", 0, "id"), "b", r'edges\[0\]\.from is "a", expected the id of one of `places`'),
        (("flows", 0, "edges", 0, "to"), "nowhere", r'edges\[0\]\.to is "nowhere", expected the id of one of `places`'),
        (("flows", 0, "places"), [], r'edges\[0\]\.from is "a", expected the id'),
        (("flows", 0, "unreached", 0), 2, r"unreached\[0\] is 2, expected the number of one of `rows`"),
        (("flows", 0, "rows"), [], r"unreached\[0\] is 1, expected the number"),
        (("flows", 0, "calls"), 10**16, r"calls is 10000000000000000, expected a whole number"),
        (("callflowCoverage",), 99, "is coverage of version 99: this callflow reads version 1"),
    ],
)
def test_a_mistake_is_named_with_its_place(path: tuple[Any, ...], value: Any, says: str) -> None:
    data = json.loads(written(WHOLE))
    if path[-1] == 0 and path[-2] == "rows":
        data["flows"][0]["edges"][0]["rows"] = [0]
    here = data
    for name in path[:-1]:
        here = here[name]
    here[path[-1]] = value
    with pytest.raises(UsageError, match=says) as raised:
        read_coverage(json.dumps(data).encode(), "a.json")
    assert str(raised.value).startswith('"a.json"')


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"[" * 99_999])
def test_what_is_no_json_is_said_so(raw: bytes) -> None:
    with pytest.raises(UsageError, match=r'"a\.json" is no JSON'):
        read_coverage(raw, "a.json")


@pytest.mark.parametrize("raw", [b"[]", b"{}", b"7", b'{"flows": []}'])
def test_another_file_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(UsageError, match="holds no coverage: expected a file that `callflow test"):
        read_coverage(raw, "a.json")


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read_coverage(b"\xef\xbb\xbf" + written(WHOLE).encode(), "a.json") == WHOLE


@pytest.mark.parametrize("name", ["places", "edges"])
def test_what_stands_there_twice_is_refused(name: str) -> None:
    data = json.loads(written(WHOLE))
    data["flows"][0][name] *= 2
    with pytest.raises(UsageError, match=rf'flows\[0\]\.{name}\[1\] stands in this list twice: "a'):
        read_coverage(json.dumps(data).encode(), "a.json")
