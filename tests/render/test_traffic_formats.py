"""Reports of traffic in each format: hostile texts are texts, and plots stay in their frame."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest

from simulator.api.expecting import expect
from simulator.model.caller_model import CallerModel
from simulator.render.reporting.plotting import drawn_plot
from simulator.render.reporting.traffic_report import Column, Fact, Plot, PlotLine, ReportTable, TrafficReport
from simulator.render.sharing import rendered
from tests.exploring._flows import HANGUP, flow, menu, reply, row

HOSTILE = '<script>alert(1)</script> | "a", \x1b[31m\u202e `x`'
REPORT = TrafficReport(
    f"Callers of {HOSTILE}",
    HOSTILE,
    (Fact("a", 0.5, "share", HOSTILE), Fact("b", None, "seconds", "not known"), Fact("c", "5", "text", "a text"),
     Fact("d", 2, "count", "whole"), Fact("e", 1.25, "number", "more")),
    (ReportTable("One", (Column("Place"), Column("x", "share", "a share")), ((HOSTILE, 0.25), ("=1+1", None)), "A"),),
    (Plot(HOSTILE, HOSTILE, "y", (PlotLine(HOSTILE, ((0.0, 1.0),)), PlotLine("b", ((0.0, 2.0),))), names=(HOSTILE,)),),
    (HOSTILE,),
    {"title": HOSTILE},
)  # fmt: skip


class Tags(HTMLParser):
    """Which elements a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.found.add(tag)


@pytest.mark.parametrize("format", ["text", "markdown", "csv", "json", "html"])
def test_no_control_character_of_a_flow_is_in_a_report(format: str) -> None:  # noqa: A002
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", rendered("traffic", format, REPORT))


def test_what_looks_like_markup_is_none() -> None:
    page = rendered("traffic", "html", REPORT)
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.found
    assert "default-src 'none'" in page
    assert "\\<script\\>" in rendered("traffic", "markdown", REPORT)
    rows = list(csv.reader(io.StringIO(rendered("traffic", "csv", REPORT))))
    assert rows[0] == ["Place", "x"]
    assert [row[1] for row in rows[1:]] == ["0.25", ""]
    assert rows[2][0] == "'=1+1"
    assert "unknown" in page


def test_a_page_of_few_facts_has_no_second_list() -> None:
    few = TrafficReport("a", "b", REPORT.facts[:1], REPORT.tables, warnings=())
    assert "More of a call" not in rendered("traffic", "html", few)
    assert "More of a call" in rendered("traffic", "html", REPORT)
    assert "warning" not in rendered("traffic", "text", few)


@pytest.mark.parametrize(
    ("points", "percent", "top"),
    [
        (((0.0, 0.3), (1.0, 0.62)), True, "100 %"), (((0.0, 0.0), (5.0, 0.0)), False, "1"), ((), False, "1"),
        (((2.0, 3.0),), False, "5"), (((0.0, 0.011), (9.0, 0.02)), True, "2 %"),
        (((0.0, 21.0), (1.0, 1.0)), False, "25"),
    ],
)  # fmt: skip
def test_a_line_stays_between_the_axes(points: tuple[tuple[float, float], ...], percent: bool, top: str) -> None:
    svg = drawn_plot(Plot("p", "x", "y", (PlotLine("a", points),), percent))
    assert f">{top}</text>" in svg
    (line,) = re.findall(r'<polyline points="([^"]*)"', svg)
    for x, y in (map(float, pair.split(",")) for pair in line.split()):
        assert 64 <= x <= 824
        assert 14 <= y <= 274


def test_entries_that_a_backend_hides_are_masked_where_reports_are_shared() -> None:
    secret = TrafficReport("a", "b", (), (ReportTable("t", (Column("k"),), (("4711",),)),), secrets=("4711",))
    assert "4711" not in rendered("traffic", "markdown", secret)
    assert "4711" in rendered("traffic", "text", secret)


def test_a_short_or_long_time_in_the_ivr_is_a_warning() -> None:
    rows = [row(reply(HANGUP), stage="*")]
    quick, usual = (
        expect(flow(menu("Press 1." if short else "Press 1. " * 12), rows=rows), CallerModel(reaction=500))
        for short in (True, False)
    )
    assert "warning: the mean time in the IVR is" in str(quick)
    assert "warning" not in str(usual)
