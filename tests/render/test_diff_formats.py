"""A comparison in each format: everything that differs is there, quoted, and nothing that is alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.api.diff import diff
from simulator.exploring.search.explorer import Bounds
from simulator.model.reports.difference import ScenarioChange
from simulator.model.reports.difference_kinds import KINDS
from simulator.render.formats import formats, renderer
from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

if TYPE_CHECKING:
    from simulator.api.diff import Diff
    from simulator.model.reports.difference import Comparison

SCRIPT = "<script>alert(1)</script>"
FILE = {"action": "playFile", "params": {"fileUrl": "https://example.com/bye.wav"}}
TIMERS = {"overallTimeout": 9000}


def changed() -> Diff:
    """One difference of each kind, and a voice that changed."""
    bye = say("Goodbye.")
    other = {"action": "say", "params": {**bye["params"], "voiceProfile": "en-US-Jenny", "repetition": 2}}
    old = [row(reply(menu("More."), stage="a"), digits="1"), row(reply(bye, HANGUP), digits="2"),
           row(reply(say("Left out."), HANGUP), digits="3"), row(reply(FILE, HANGUP), digits="4")]  # fmt: skip
    new = [row(reply(menu("More."), stage="b"), digits="1"), row(reply(other, HANGUP), digits="2"),
           row(reply(dial()), digits="3"), row(reply(FILE, say(SCRIPT), HANGUP), digits="4")]  # fmt: skip
    return diff(
        flow(menu("Choose.", digitTimeout=2000, **TIMERS), rows=old),
        flow(menu("Choose.", digitTimeout=3000, **TIMERS), rows=new),
        legs=["answered"],
    )


def with_scenarios(comparison: Comparison) -> Comparison:
    change = ScenarioChange("a.scenario.yaml", 7, "Sales", "passes; the call ends: COMPLETED", "fails; it ends")
    return evolve(comparison, scenarios=(change,), played=3, unstable=("after 1: it strays",), bounds=("maxPlaces",))


def test_text_groups_by_kind_most_serious_first() -> None:
    text = str(changed())
    first, _, third = text.splitlines()[:3]
    assert first == (
        'The call ends differently (outcome): press 3  --dtmf 3, before: "Left out."; the call ends: COMPLETED, '
        "now: nothing is heard; leg B is dialled (+6591234567)"
    )
    assert third == (
        "outcome 1, routing 1, timing 1, wording 2; 2 pairs of places, 9 inputs tried in both; "
        "no leg was busy, noAnswer, failed"
    )
    titles = [line for line in text.splitlines() if line.endswith(tuple(f"({kind})" for kind in KINDS))]
    assert [line.rpartition("(")[2] for line in titles] == ["outcome)", "routing)", "timing)", "wording)"]
    assert '    before  "Goodbye." (voice en-GB-Emma, speed 1, once)\n' in text
    assert '    now     "Goodbye." (voice en-US-Jenny, speed 1, 2 times)\n' in text
    assert '    before  "More."; keys are awaited (clientActionId "a")\n' in text
    assert f'    before  nothing in its place\n    now     "{SCRIPT}"\n' in text
    assert "    before  2.8 s, then the call ends" in text


def test_text_says_what_was_left_out_and_which_scenarios_changed() -> None:
    text = renderer("diff", "text")(with_scenarios(changed().comparison))
    assert "Scenarios that end differently: 1 of 3\n  a.scenario.yaml:7: Sales\n" in text
    assert text.endswith("Not compared\n  more places than --max-places allows\n  after 1: it strays\n")
    assert "not all could be compared" in text


def test_json_has_all_of_it() -> None:
    comparison = with_scenarios(changed().comparison)
    found = json.loads(renderer("diff", "json")(comparison))
    assert (found["version"], found["changed"], found["complete"]) == (1, True, False)
    assert [one["kind"] for one in found["differences"]] == [one.kind for one in comparison.differences]
    first = found["differences"][0]
    assert (first["way"]["dtmf"], first["old"]["dest"]["status"], first["new"]["dest"]["kind"]) == (
        "3",
        "COMPLETED",
        "dial",
    )
    assert first["old"]["heard"][0]["text"] == "Left out."
    assert found["scenarios"]["changed"][0]["line"] == 7
    assert found["notCompared"]["bounds"] == ["maxPlaces"]


def test_mermaid_draws_both_ways_from_the_place() -> None:
    drawn = changed().render("mermaid")
    assert drawn.count(": before#58; ") == drawn.count(": now#58; ") == 5
    assert "<script>" not in drawn


def test_html_is_one_page_that_runs_nothing() -> None:
    page = renderer("diff", "html")(with_scenarios(changed().comparison))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<tr>") == 5 + 4 + 1 + 1
    assert "Not compared" in page
    played = evolve(changed().comparison, played=2)
    assert "0 of 2" in renderer("diff", "html")(played)


def test_where_nothing_differs_every_format_says_so() -> None:
    same = flow(menu("Hi."), rows=[])
    found = diff(same, same)
    assert not found.comparison.changed
    for name in sorted(set(formats("diff")) - {"json"}):
        assert "Callers notice no difference" in found.render(name)
    assert json.loads(found.render("json"))["differences"] == []


def test_lists_without_end_and_the_beginning_have_words() -> None:
    endless = [row(reply(say("On and on.")), stage="*")]
    found = diff(flow(menu("Hi."), rows=endless), flow(menu("Hi."), rows=[row(reply(HANGUP), stage="*")]))
    assert 'lists play without end, the last: "On and on."' in str(found)
    numbers = [flow(rows=[row(reply(HANGUP), stage="*")], inbound={"source": "+6591234567", "destination": to})
               for to in ("+6562345678",)]  # fmt: skip
    text = str(diff(numbers[0], flow(menu("Hi."), rows=[])))
    assert "    at      the beginning of the call\n" in text


def test_a_place_whose_words_changed_too_is_named_as_it_is_now() -> None:
    old, new = (
        flow(menu(f"{name}."), rows=[row(reply(end), digits="1")]) for name, end in (("A", HANGUP), ("B", dial()))
    )
    assert '    at      "A." (no clientActionId)\n    now at  "B." (no clientActionId)\n' in str(diff(old, new))
    assert '<p class="soft">now: &quot;B.&quot; (no clientActionId)</p>' in diff(old, new).render("html")


def test_a_notebook_shows_a_table() -> None:
    found = changed()
    table = found._repr_html_()
    assert table.count("<tr>") == 1 + len(found.differences)
    assert "any call" not in table
    assert "&lt;script&gt;" in table
    assert list(found.to_dataframe()["kind"]) == [one.kind for one in found.differences]
    told: list[str] = []

    class Printer:
        text = staticmethod(told.append)

    found._repr_pretty_(Printer(), False)
    assert told == [str(found)]
    assert diff(flow(menu("Hi."), rows=[]), flow(menu("Hi."), rows=[]), bounds=Bounds(places=1)).complete is False


def test_other_options_are_told_with_their_keys() -> None:
    old, new = (flow(menu(text), rows=[]) for text in ("For sales press 1, or press 2.", "Hello."))
    found = diff(old, new, legs=["answered"])
    text = str(found)
    assert text.startswith(
        'Other options are announced (routing): any call, before: "For sales press 1, or press 2."; '
    )
    assert '    before  "For sales press 1, or press 2."; announced: 1 (sales), 2\n' in text
    assert '    now     "Hello."; announced: no key\n' in text
    told = json.loads(found.render("json"))["differences"][0]
    assert told["old"]["announced"] == [{"key": "1", "purpose": "sales"}, {"key": "2", "purpose": ""}]
    assert told["new"]["announced"] == []
    added = flow(say("For loans press 3."), menu("For sales press 1, or press 2."), rows=[])
    assert "before  nothing in its place; announced: 1 (sales), 2\n" in str(diff(old, added, legs=["answered"]))


def test_the_first_line_is_the_gravest_difference() -> None:
    same = flow(menu("Hi."), rows=[])
    comparison = diff(same, same).comparison
    assert renderer("diff", "text")(comparison).startswith("Callers notice no difference.\n")
    only_scenarios = evolve(with_scenarios(comparison), differences=())
    assert renderer("diff", "text")(only_scenarios).startswith("Scenarios end differently: 1 of 3.\n")
    assert only_scenarios.fails("outcome")
    slower = diff(same, flow(menu("Hi.", overallTimeout=9000), rows=[]), legs=["answered"])
    first = str(slower).partition("\n")[0]
    assert first.startswith("The same takes another time (timing): wait  --dtmf silence, before: ")
