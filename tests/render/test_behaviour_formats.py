"""A behaviour in every format: as agreed, escaped, and complete."""

from __future__ import annotations

import contextlib
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.api.exploration import Exploration, explore
from simulator.api.run import run
from simulator.exploring.search.explorer import Bounds
from simulator.render.formats import formats, renderer
from simulator.render.graph import _tree
from simulator.render.page.style import script
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say
from tests.exploring.findings._planted import cases, planted
from tests.render.golden_file import ending, same_as_golden
from tests.render.page.suite import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DESK = "scenarios/samples/table.flow.yaml"
NAMES = formats("behaviour")


@pytest.fixture(scope="module")
def desk() -> Iterator[Exploration]:
    """Named and rendered as from the project's folder: the reports say where the flow stands from there."""
    with contextlib.chdir(ROOT):
        yield explore(DESK)


def case(code: str, number: int = 0) -> dict[str, Any]:
    return [one for known, one in cases("found") if known == code][number]


def shown(code: str, name: str = "text", **more: Any) -> str:
    return explore(planted(case(code)), **more).render(name)


def hostile() -> Exploration:
    rows = [row(reply(say(SCRIPT), HANGUP), digits="1"), row(reply({"action": "<b>"}), stage="*")]
    return explore(flow(menu(f"{SCRIPT} press 1"), rows=rows), bounds=Bounds(places=9))


@pytest.mark.parametrize("name", NAMES)
def test_the_help_desk_is_shown_as_agreed(name: str, desk: Exploration) -> None:
    same_as_golden(f"behaviour.{ending(name)}", desk.render(name))
    assert name == sys.modules[renderer("behaviour", name).__module__].FORMAT


def test_the_json_holds_everything(desk: Exploration) -> None:
    data = json.loads(desk.render("json"))
    assert data["version"] == 1
    assert [place["id"] for place in data["places"]] == list(desk.behaviour.places)
    assert [(e["source"], e["class"], e["dest"]) for e in data["edges"]] == list(desk.behaviour.edges)
    assert [one["code"] for one in data["findings"]] == [one.code for one in desk.findings]
    assert [one["name"] for one in data["proofs"]] == [one.name for one in desk.proofs]
    assert data["notReached"] == {"bounds": [], "why": [], "open": []}


def test_the_json_names_faults_and_what_was_not_reached() -> None:
    data = json.loads(hostile().render("json"))
    assert any("-1007" in (edge["fault"] or "") for edge in data["edges"])
    bounded = json.loads(explore(planted(case("X015")), bounds=Bounds(places=6)).render("json"))["notReached"]
    assert bounded["bounds"] == ["maxPlaces"]
    assert bounded["open"]


@pytest.mark.parametrize("name", ["html", "svg"])
def test_what_a_prompt_says_is_text_and_never_markup(name: str) -> None:
    page = hostile().render(name)
    assert "<script>" not in page.replace(f"<script>{script()}</script>", "")
    assert "&lt;script&gt;" in page
    if name == "svg":
        ET.fromstring(page)


def test_the_passed_places_are_marked(desk: Exploration) -> None:
    path = list(desk.behaviour.places)[:2]
    marked = ET.fromstring(desk.highlight(path).render("svg"))
    assert (
        len([one for one in marked.iter() if "node" in one.get("class", "") and "passed" in one.get("class", "")]) == 2
    )
    assert "penwidth" in desk.highlight(path).render("dot")


def test_a_place_that_comes_again_is_a_number() -> None:
    text = shown("X003").partition("Findings")[0]
    assert text.count('"This is one."') == 1
    assert "-> see 3" in text


def test_lists_that_go_round_without_a_question_are_told_once() -> None:
    text = shown("X002").partition("Findings")[0]
    assert '1 hours -> "Open at nine." "Closed at five."' in text
    assert "and so on, without end" in text


def test_failures_of_the_backend_are_told_where_they_happen() -> None:
    text = shown("X004").partition("Findings")[0]
    assert "the backend fails (" in text
    assert "-1012" in text


def test_what_was_not_explored_is_marked_and_listed() -> None:
    text = shown("X015", bounds=Bounds(places=6))
    tree, _, left = text.partition("Not reached")
    assert "(not explored)" in tree
    assert "more places than --max-places allows" in left


def test_of_much_that_was_not_reached_a_few_are_named() -> None:
    rows = [row(reply(menu(f"Menu {key}."), stage=key), digits=key) for key in "123456789"]
    text = explore(flow(menu("Choose."), rows=rows), bounds=Bounds(places=6)).render()
    assert text.splitlines()[-1] == "  and 3 more"


def deep(levels: int) -> Exploration:
    prompts = [reply(menu(f"Level {n}, for more press 1."), stage=str(n)) for n in range(1, levels)]
    rows = [row(asked, stage=str(n) if n else None, digits="1") for n, asked in enumerate(prompts)]
    return explore(flow(menu("For more press 1."), rows=[*rows, row(reply(HANGUP), stage="*")]), legs=["answered"])


def test_a_deep_tree_goes_on_at_the_margin() -> None:
    text = deep(200).render()
    widest = max(len(line) - len(line.lstrip()) for line in text.splitlines())
    assert widest <= 4 * 7
    assert all(f'"Level {n}, for more press 1."' in text for n in range(1, 200))


def test_dials_show_how_they_end_and_then_what_follows() -> None:
    rows = [row(reply(dial("+6567654321"), say("Thank you."), HANGUP), digits="1"), row(reply(HANGUP), stage="*")]
    text = explore(flow(menu("For sales press 1."), rows=rows)).render()
    assert "leg B is dialled (+6567654321)" in text
    assert 'answered -> "Thank you." the call ends: COMPLETED' in text


def test_an_inbound_call_begins_with_the_webhook() -> None:
    come_in = flow(rows=[row(reply(menu("For sales press 1.")), callStatus="CALL_RECEIVED"), row(reply(HANGUP))],
                   inbound={"from": "+6591234567", "to": "+6562345678"})  # fmt: skip
    found = explore(come_in)
    assert "1. a call comes in\n   then ->\n    2. " in found.render()
    assert "a call comes in" in found.render("mermaid")
    assert json.loads(found.render("json"))["places"][0]["kind"] == "inbound"


def test_a_code_of_several_keys_is_an_entry_and_no_key() -> None:
    code = flow(menu("Your code.", minDigits=2, maxDigits=2), rows=[row(reply(HANGUP), stage="*")])
    assert "   any entry" in explore(code).render()
    named = flow(menu("Your code.", minDigits=2, maxDigits=2), rows=[
        row(reply(say("Right."), HANGUP), digits="42"), row(reply(HANGUP), stage="*")])  # fmt: skip
    assert "any other entry" in explore(named).render()
    assert "any key" in explore(flow(menu("Press."), rows=[row(reply(HANGUP), stage="*")])).render()


def test_the_last_try_tells_apart_what_leads_elsewhere() -> None:
    twice = flow(menu("Your code.", minDigits=2, maxDigits=2, noOfTries=2), rows=[row(reply(HANGUP), stage="*")])
    assert "asked again, 2 tries in all\n" in explore(twice).render()
    thrice = flow(menu("Press.", noOfTries=3), rows=[row(reply(HANGUP), stage="*")])
    assert "asked again, 3 tries in all\n" in explore(thrice).render()


def test_a_notebook_shows_the_drawing_and_a_table(desk: Exploration, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (desk._repr_svg_() or "").startswith("<svg ")
    assert "X011" in desk.findings._repr_html_()
    monkeypatch.setattr(_tree, "MOST_CARDS", 3)
    assert desk._repr_svg_() is None
    assert "No diagram: 13 places are too many" in desk.render("html")


def test_a_page_without_findings_says_so() -> None:
    clean = explore(ROOT / DESK, ignore=["X011", "X012"])
    assert "Nothing was found." in clean.render("html")
    assert "Findings: none" in clean.render()


def test_a_page_of_an_incomplete_behaviour_lists_what_was_left_out() -> None:
    page = explore(planted(case("X015")), bounds=Bounds(places=6)).render("html")
    assert "places that were not reached" in page
    late = explore(flow(menu("Choose."), rows=[row(reply(HANGUP), stage="*")]), bounds=Bounds(depth=0)).render("html")
    assert "Not reached" in late


def test_colours_are_added_where_they_are_wanted(desk: Exploration) -> None:
    assert desk.render(colour=True).startswith("\x1b[1mHelp desk")


def test_an_exploration_prints_itself(desk: Exploration) -> None:
    class Printer:
        said = ""

        def text(self, words: str) -> None:
            self.said = words

    printer = Printer()
    desk._repr_pretty_(printer, False)
    assert printer.said == str(desk) == desk.render()


def test_the_way_of_a_call_is_marked(desk: Exploration) -> None:
    call = run(ROOT / DESK, "2 2 12# 1234")
    path = desk.path(call)
    stages = [desk.behaviour.places[name].stage for name in path]
    assert stages == [None, None, "support", "ticket", "ticket", None, None]
    assert desk.highlight(call).explored.passed == path == desk.highlight(path).explored.passed
    other = explore(flow(menu("Hi."), rows=[]))
    assert other.path(call) == ()
    refused = run({"callflow": [HANGUP]})
    assert desk.path(refused) == ()


def test_findings_and_proofs_are_tables(desk: Exploration) -> None:
    assert list(desk.findings.to_dataframe()["code"]) == ["X011", "X012"]
    assert [line.split()[0] for line in str(desk.findings).splitlines()] == ["code", "X011", "X012"]
    assert desk.findings == desk.explored.findings
    assert "everyCallEnds" in desk.proofs._repr_html_()
