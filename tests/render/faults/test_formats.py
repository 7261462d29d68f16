"""The matrix in each format: complete, safe to print, and no wider than it may be."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.model.behaviour.way import Way
from simulator.model.call.leg_outcomes import LEG_OUTCOMES, explored
from simulator.model.reports.fault_matrix import FAULTS, FaultMatrix, FaultRow, Strike
from simulator.render.fault_words import cell, ends, full_cell, hears, reproduce
from simulator.render.formats import formats, renderer
from simulator.scenario.reading.scenario_file import read_scenarios
from tests.render.faults.matrices import DIAL, RESET, matrix, strikes
from tests.render.golden_file import same_as_golden

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = FaultMatrix("Nothing", ())


def show(name: str, given: FaultMatrix | None = None, *, colour: bool = False) -> str:
    return renderer("faults", name)(given or matrix(), colour=colour)


def test_the_text() -> None:
    same_as_golden("faults.txt", show("text"))


def test_the_markdown() -> None:
    same_as_golden("faults.md", show("markdown"))


def test_every_format_shows_a_matrix_without_rows() -> None:
    for name in formats("faults"):
        assert "Nothing" in show(name, EMPTY)
    assert "Not tried" not in show("html", EMPTY)
    assert "not explored" not in show("markdown", EMPTY) + show("text", EMPTY)


def test_a_matrix_with_every_fault_but_what_is_tried_on_wish_fits_into_a_hundred_columns() -> None:
    tried = [kind for kind in FAULTS if kind.name not in LEG_OUTCOMES or kind.name in explored()]
    worst = [Strike(kind.name, "done", Way(), "ERROR", -2003) for kind in tried]
    text = show("text", FaultMatrix("All", (FaultRow(DIAL, Way(), tuple(worst)),)))
    table = text.split("\n\n")[1].splitlines()
    assert len(table) == 2
    assert max(map(len, table)) <= 100
    assert len(table[1].split()) == len(table[0].split()) + 1 == 14


def test_colour_is_for_terminals_alone() -> None:
    assert "\x1b[" in show("text", colour=True)
    assert "\x1b" not in "".join(show(name) for name in formats("faults"))


def test_the_json_has_every_call() -> None:
    data = json.loads(show("json"))
    assert (data["version"], data["silent"], data["troubled"]) == (1, 3, 1)
    assert [fault["name"] for fault in data["faults"]] == ["slow", "dropped", "say", "busy", "-2001"]
    dials, asks = data["rows"][0]["cells"]["busy"][0], data["rows"][1]["cells"]["slow"]
    assert (dials["bridged"], dials["silentWithoutFault"]) == (False, False)
    assert [(one["bridged"], one["silentWithoutFault"], one["silent"]) for one in asks[2:]] == [(True, False, False)]
    assert data["notTried"] == {"bounds": ["maxPlaces"], "places": 3}
    first = data["rows"][1]["cells"]["slow"][0]
    assert (first["class"], first["trouble"], first["heard"]) == ("2", "it failed: <b>", ["Hm."])
    assert data["rows"][0]["cells"]["busy"][0]["reproduce"] == "callflow run 'a desk.flow.yaml' --leg busy"


def test_the_page_holds_every_call_and_no_markup_of_anybody() -> None:
    html = show("html")
    HTMLParser().feed(html)
    assert "it failed: &lt;b&gt;" in html
    assert "or &lt;2&gt;" in html
    assert html.count("<details>") == 2
    assert "maxPlaces: 3 places" in html


def test_a_cell_tells_the_gravest() -> None:
    row = matrix().rows[1]
    assert [cell(row.cells[name]) for name in ("slow", "dropped", "say")] == ["crash", "dead!", "dead!"]
    assert cell(()) == "."
    assert [ends(one) for one in strikes()[:3]] == ["COMPLETED", "ERROR -2003", "goes on"]
    assert [cell([one]) for one in strikes()[:3]] == ["ends", "crash", "on"]


def test_a_cell_with_room_tells_it_in_words() -> None:
    dial, menu = matrix().rows
    found = [full_cell(menu.cells[name]) for name in ("slow", "dropped", "say")]
    assert found == ["trouble -2003", "dead line -2003", "dead line -2005"]
    assert [full_cell(dial.cells[name]) for name in ("busy", "-2001")] == ["busy", "error -2001"]
    assert [full_cell([one]) for one in strikes()[:3]] == ["ends", "trouble -2003", "goes on"]
    assert full_cell(()) == ""


def test_what_is_heard_in_words() -> None:
    silent, gone = strikes()[3], matrix().rows[0].strikes[0]
    assert hears(strikes()[0]) == '"Sales." "Bye."'
    assert (hears(silent), hears(gone)) == ("nothing: the line goes dead", "nobody is on the line")


def test_a_scenario_says_how_the_calls_legs_end(tmp_path: Path) -> None:
    legs = ("answered", "answered:6000ms,talks:20000ms", "answered:6000ms", "answered,talks:5s", "failed:404", "busy")
    strike = Strike("dropped", "1", Way("1 2", legs), "ERROR", -2003, injected=RESET)
    (tmp_path / "body.flow.yaml").touch()
    given = evolve(matrix(), keys={"flow": "body.flow.yaml", "at": "2026-01-13T08:26:58Z"}, note="in the flow file: x")
    line = reproduce(given, strike)
    assert line.endswith("  # in the flow file: x")
    [scenario], faults = read_scenarios(line.encode(), tmp_path, "x.scenario.yaml")
    assert faults == ()
    assert [(leg.result, leg.after, leg.talks, leg.sip) for leg in scenario.legs] == [
        ("answered", None, None, None),
        ("answered", 6000, 20000, None),
        ("answered", 6000, None, None),
        ("answered", None, 5000, None),
        ("failed", None, None, 404),
        ("busy", None, None, None),
    ]
    assert [step.token for step in scenario.steps] == ["1", "2"]


def test_places_where_all_faults_do_the_same_share_a_row() -> None:
    dead = Strike("dropped", "1", Way("1"), "ERROR", -2003, before="Hello.")
    rows = tuple(FaultRow(evolve(DIAL, words=(f"+{number}",)), Way("1"), (dead,)) for number in range(5))
    given = FaultMatrix("Many", (*rows, matrix().rows[0]))
    text = show("text", given)
    assert text.startswith("Many: in 5 of 7 calls with one fault each the line goes dead, at 5 of 6 places.\n")
    assert len([line for line in text.splitlines() if "dead!" in line and "A cell" not in line]) == 1
    assert text.count("the last words") == 1
    assert "leg A is dialled (+0), and 4 more" in text
    markdown = show("markdown", given)
    assert "| 1. leg A is dialled (+0), and 4 more | dead line -2003 |  |  |\n" in markdown
    assert "- Place 1: leg A is dialled (+4): press 1 `--dtmf 1`\n" in markdown
    html = show("html", given)
    assert "<summary>and 4 more</summary>" in html
    assert not any("-2003!" in show(name, given) for name in formats("faults"))
