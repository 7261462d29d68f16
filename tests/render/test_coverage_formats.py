"""Coverage in each format: complete, escaped, and what is missing in words."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from attrs import evolve

from simulator.errors import UsageError
from simulator.loading.files.coverage_file import read_coverage
from simulator.model.behaviour.input_class import WORDS
from simulator.model.reports.coverage import CoverageCounts, EdgeHits, EntriesTried, FlowCoverage
from simulator.render.coverage.text import MOST
from simulator.render.coverage_words import GAPS, gap, gaps, line_notes, why_so
from simulator.render.drawing.coverage_drawing import MISSED, drawing
from simulator.render.formats import formats, renderer
from simulator.render.graph import _tree
from tests.render.coverage_cases import BYE, LEFT, MENU, SCRIPT, coverage, full, part
from tests.render.golden_file import ending, same_as_golden

NAMES = formats("coverage")


def shown(name: str, what: CoverageCounts | None = None, **how: Any) -> str:
    return renderer("coverage", name)(coverage() if what is None else what, **how)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_named_like_its_module_and_shows_what_was_agreed(name: str) -> None:
    same_as_golden(f"coverage.{ending(name)}", shown(name))
    assert name == sys.modules[renderer("coverage", name).__module__].FORMAT


@pytest.mark.parametrize("name", NAMES)
def test_no_flow_at_all_can_be_shown(name: str) -> None:
    text = shown(name, CoverageCounts())
    assert text == "" if name == "lcov" else text.endswith("\n")


def test_every_input_class_has_its_words() -> None:
    assert set(GAPS) == set(WORDS)
    for name in WORDS:
        assert gap(EdgeHits(("a", name, "b"))) == GAPS[name]


def test_only_where_an_input_leads_to_several_places_it_is_said_where_to() -> None:
    said = [line.rpartition('" ')[2] for line in gaps(part()) if line.startswith('at "For')]
    assert "nobody presses 2" in said
    assert "nobody presses # alone and is asked again" in said
    assert next(line for line in gaps(part()) if "nobody stays silent" in line).endswith('comes to "Thanks. 再见。"')


def test_a_place_that_no_call_came_to_stands_for_its_edges() -> None:
    found = list(gaps(part()))
    assert 'no call comes to "Enter your PIN.", 1 edge from there' in found
    assert "no call comes to a silent play" in found
    assert not any(
        "at a silent" in line or 'at "Enter your PIN' in line or line == "the end COMPLETED caller" for line in found
    )


def test_a_long_list_of_gaps_is_cut_in_text_only() -> None:
    many = tuple(EdgeHits((MENU, f"{number:03}", BYE)) for number in range(MOST + 10))
    flow = evolve(part(), edges=(*part().edges, *many))
    left = len(list(gaps(flow))) - MOST
    assert f"and {left} more, which json and html list" in shown("text", CoverageCounts((flow,)))
    assert "nobody enters 034" in shown("html", CoverageCounts((flow,)))


def test_colours_are_added_and_nothing_else() -> None:
    import re

    painted = shown("text", colour=True)
    assert "\x1b[1;33m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == shown("text")


def test_a_row_that_nobody_reaches_is_no_line() -> None:
    assert "DA:8,0\n" in shown("lcov")
    assert "DA:10," not in shown("lcov")
    document = ET.fromstring(shown("cobertura"))
    assert [line.get("number") for line in document.iter("line")] == ["3", "4", "6", "8"]
    assert (document.get("lines-covered"), document.get("lines-valid")) == ("1", "4")


def test_variants_of_a_flow_share_its_lines() -> None:
    both = CoverageCounts((part(), evolve(part(), variant="v")))
    assert shown("lcov", both).count("SF:") == 1
    assert "DA:4,2\n" in shown("lcov", both)


def test_a_flow_without_a_table_has_no_lines_and_that_is_said() -> None:
    bot = evolve(part(), file="bot--1.flow.yaml", rows=(), known="tried")
    broken = evolve(part(), file="broken.flow.yaml", problem="[-1009]")
    only = CoverageCounts((bot, broken))
    assert shown("lcov", only).splitlines() == [
        "# bot--1.flow.yaml has no lines to count: it has no table of replies",
        "# broken.flow.yaml has no lines to count: it could not be explored",
    ]
    document = ET.fromstring(shown("cobertura", only))
    assert (document.get("line-rate"), document.get("lines-valid")) == ("0.0000", "0")
    assert "bot- -1.flow.yaml has no lines to count" in shown("cobertura", only)
    assert line_notes(only, ["text", "lcov", "cobertura"]).startswith("lcov and cobertura: bot--1.flow.yaml has no")
    assert line_notes(only, ["text", "json"]) == line_notes(CoverageCounts((part(),)), ["lcov"]) == ""


def test_a_variant_that_could_not_be_explored_leaves_the_lines_of_the_other() -> None:
    both = CoverageCounts((part(), evolve(part(), variant="v", problem="x")))
    assert "#" not in shown("lcov", both)


def test_a_row_that_the_file_does_not_have_is_left_out() -> None:
    strange = evolve(full(), edges=(EdgeHits(("inbound", "done", "end COMPLETED"), 1, "", (9,)),))
    assert "LF:1\n" in shown("lcov", CoverageCounts((strange,)))


def test_the_drawing_marks_what_no_call_met() -> None:
    graph = drawing(part())
    labels = {(edge.source, edge.dest, edge.highlighted): edge.label for edge in graph.edges}
    assert labels[MENU, BYE, False].splitlines()[0] == f"{MISSED} keys 42"
    assert labels[MENU, BYE, True] == "key 1 ×1"
    assert (MENU, LEFT, False) not in labels
    assert {node.label for node in graph.nodes if not node.highlighted} >= {f"{MISSED} pin", f"{MISSED} says nothing"}


def test_a_prompt_that_is_a_script_stays_a_text() -> None:
    assert SCRIPT not in shown("html")
    assert "&lt;script&gt;" in shown("html")


def test_a_flow_too_big_to_draw_is_still_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tree, "MOST_CARDS", 1)
    assert "Not drawn: " in shown("html")


def test_a_conversation_is_drawn_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert "<svg" in shown("html")


def tried() -> FlowCoverage:
    """Both kinds of edges beyond the totals, in front of a backend."""
    behind = (EdgeHits((MENU, "hangup", LEFT), 1), EdgeHits((MENU, "4711", BYE), 3), EdgeHits(("x", "other", BYE), 1))
    entries = (EntriesTried(MENU, 110, 10_000),)
    return evolve(full(), known="tried", tried=entries, extra=behind, places=part().places)


@pytest.mark.parametrize("name", ["text", "html"])
def test_a_figure_over_what_was_tried_says_so(name: str) -> None:
    text = shown(name, CoverageCounts((tried(),)))
    assert "100 % of what was tried" in text
    assert 'tried 110 of 10,000 entries at "For sales' in text.replace("&quot;", '"')
    assert "1 edge beyond the totals, through injected faults" in text
    assert "2 edges beyond the totals, behind what exploration did not try" in text


def test_the_ground_is_told_to_programs_and_read_back() -> None:
    whole = CoverageCounts((tried(),))
    text = shown("json", whole)
    assert json.loads(text)["ground"] == json.loads(text)["flows"][0]["ground"] == "tried"
    assert shown("json", read_coverage(text.encode(), "c.json")) == text
    with pytest.raises(
        UsageError, match=r'\$\.flows\[0\]\.known is "sure", expected proved, tried, assumed, notReached'
    ):
        read_coverage(text.replace('"known": "tried"', '"known": "sure"').encode(), "c.json")


def test_why_the_totals_are_known_so_is_said_of_each_flow_that_is_not_proved() -> None:
    plain = evolve(full(), known="tried")
    assert why_so(CoverageCounts((full(), plain))) == f"{plain.name}: a backend answers"
    assert why_so(CoverageCounts((full(),))) == ""
    assert why_so(CoverageCounts((tried(),))).startswith(f"{plain.name}: tried 110 of 10,000 entries at")
