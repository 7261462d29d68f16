"""What CI systems show of explorations, comparisons and coverage: JUnit, SARIF, and markdown for step summaries."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from simulator.api.exploration import explore
from simulator.model.behaviour.explored import Discovery
from simulator.model.behaviour.way import Way
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Failure, SuiteResult, Verdict
from simulator.render.base import sarif_log as _sarif_log
from simulator.render.base.markdown import block, escaped
from simulator.render.base.sarif_log import SarifResult, uri
from simulator.render.behaviour import junit as _behaviour_junit
from simulator.render.coverage import markdown as _coverage_markdown
from simulator.render.formats import renderer
from simulator.render.report.markdown import render as suite_markdown
from simulator.render.sharing import rendered
from tests.exploring._flows import HANGUP, flow, menu, reply, row, say
from tests.exploring.findings._planted import cases, planted
from tests.render.coverage_cases import coverage
from tests.render.page.suite import a_suite
from tests.render.test_diff_formats import changed, with_scenarios
from tests.render.test_junit import NASTY, result
from tests.render.xsd import holds

if TYPE_CHECKING:
    from simulator.api.exploration import Exploration

BYE = row(reply(say("Goodbye."), HANGUP), stage="*")


def stated(**invariant: Any) -> Exploration:
    asked = flow(menu("Press 1."), rows=[BYE], invariants=[{"name": "said", **invariant}])
    return explore(asked)


def found(code: str) -> Exploration:
    return explore(planted(next(one for known, one in cases("found") if known == code)))


def sarif(text: str) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(text)["runs"][0]
    return run


@pytest.mark.parametrize("code", ["X001", "X006", "X009", "X012"])
def test_a_finding_is_a_case_and_a_result_that_say_how_it_is_known(code: str) -> None:
    shown = found(code)
    [one, *_] = [one for one in shown.findings if one.code == code]
    text = shown.render("junit")
    holds(text)
    case = next(case for case in ET.fromstring(text).iter("testcase") if (case.get("name") or "").startswith(code))
    assert (case.find("failure") is not None) == (one.severity == "error")
    assert "shown by: " in text
    run = sarif(shown.render("sarif"))
    [told, *_] = [item for item in run["results"] if item["ruleId"] == code]
    assert told["level"] == {"error": "error", "warning": "warning", "info": "note"}[one.severity]
    assert told["properties"]["dtmf"] == one.way.dtmf
    assert run["properties"]["ground"] == shown.behaviour.ground
    assert run["tool"]["driver"]["rules"][told["ruleIndex"]]["id"] == code
    assert f"| {one.severity} | {code} | " in shown.render("markdown")


def test_invariants_are_cases_and_only_refuted_ones_results() -> None:
    holding, broken = stated(never={"hears": "no such words"}), stated(never={"hears": "goodbye"})
    for shown, refuted in ((holding, False), (broken, True)):
        text = shown.render("junit")
        holds(text)
        case = next(case for case in ET.fromstring(text).iter("testcase") if case.get("name") == "invariant said")
        assert (case.find("failure") is not None) is refuted
        rules = [one["ruleId"] for one in sarif(shown.render("sarif"))["results"]]
        assert ("invariant" in rules) is refuted
        assert f"| said | {'refuted' if refuted else 'proved'} |" in shown.render("markdown")


def test_what_was_not_reached_is_told() -> None:
    from simulator.exploring.search.explorer import Bounds

    shown = explore(flow(menu("Press 1."), rows=[BYE]), bounds=Bounds(places=1))
    assert "How that is known: not known" in shown.render("markdown")
    assert "### Not reached" in shown.render("markdown")
    assert sarif(shown.render("sarif"))["properties"]["known"] == "not known"
    assert 'value="not known"' in shown.render("junit")


def test_findings_that_were_left_out_are_counted() -> None:
    shown = found("X001")
    whole = evolve(shown.explored, findings=(), dropped=shown.explored.findings, file="a b/x.flow.yaml")
    text = renderer("behaviour", "markdown")(whole)
    assert "### Findings: none" in text
    assert "left out (" in text
    assert sarif(renderer("behaviour", "sarif")(evolve(shown.explored, file="a b/x.flow.yaml")))["results"][0][
        "locations"
    ][0]["physicalLocation"]["artifactLocation"] == {"uri": "a%20b/x.flow.yaml"}


def test_differences_are_cases_and_results() -> None:
    comparison = evolve(with_scenarios(changed().comparison), file="new.flow.yaml")
    text = rendered("diff", "junit", comparison)
    holds(text)
    failing = [case.find("failure") is not None for case in ET.fromstring(text).iter("testcase")]
    assert failing == [True, True, True, False, False, True], "wording passes, and a scenario that ends otherwise fails"
    run = sarif(rendered("diff", "sarif", comparison))
    levels = [one["level"] for one in run["results"]]
    assert levels == ["error", "error", "warning", "note", "note", "error"]
    assert run["properties"]["known"] == "not known"
    assert run["properties"]["notCompared"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "new.flow.yaml"}, "region": {"startLine": 1}}
    shown = rendered("diff", "markdown", comparison)
    assert "### The call ends differently (outcome)" in shown
    assert "### Scenarios that end differently: 1 of 3" in shown
    assert "### Not compared" in shown
    assert "How that is known: not known." in shown
    assert "<script>" not in shown


def test_coverage_says_how_its_totals_are_known() -> None:
    shown = rendered("coverage", "markdown", coverage())
    assert re.search(r"^## Coverage: [\d.]+ %", shown)
    assert "| How the totals are known |" in shown


def test_a_suite_for_a_step_summary() -> None:
    shown = suite_markdown(a_suite())
    assert shown.startswith("## Not every scenario holds\n\n2 failed, ")
    assert shown.count("<details>") == shown.count("</details>") == 3
    assert "### menus/day.scenario.yaml is at fault" in shown
    assert suite_markdown(SuiteResult()).startswith("## No scenario ran\n\nnothing was run.")


@given(st.sampled_from(NASTY), st.sampled_from(NASTY))
def test_nothing_of_a_stranger_is_markup(name: str, text: str) -> None:
    lines = suite_markdown(result(name, name, f"{text}\n```\n{text}", text)).splitlines()
    fenced, fence = False, ""
    for line in lines:
        if re.fullmatch("`{3,}(text)?", line) and (not fenced or line == fence):
            fenced, fence = not fenced, line.removesuffix("text")
        elif not fenced:
            assert "<script" not in line
            assert not line.startswith("::")
    assert not fenced


def test_a_block_is_fenced_whatever_it_holds() -> None:
    assert list(block("a ```` b\n```")) == ["`````text", "a ```` b", "```", "`````"]
    assert escaped("<b>|`x`") == "\\<b\\>\\|\\`x\\`"


def test_a_place_is_a_uri() -> None:
    assert uri("/a b/ü.yaml") == "file:///a%20b/%C3%BC.yaml"


def test_what_has_no_file_and_no_way_is_told_all_the_same() -> None:
    shown = _sarif_log._result(SarifResult("X001", "error", "loops", 1, "menu"), 0, "")
    assert "physicalLocation" not in shown["locations"][0]
    found = Discovery("X012", "info", "no person", "dial one", "a", Way())
    assert "shown by" not in _behaviour_junit._finding(found, "a").out


def test_of_very_many_gaps_the_first_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_coverage_markdown, "MOST", 1)
    assert re.search(r"- and \d+ more, which json and html list", renderer("coverage", "markdown")(coverage()))


HELD, WARNED = Verdict(Scenario("a", "a", Span())), (Failure("x", "y", "z", severity="warn"),)
SKIPPED = Verdict(Scenario("b", "a", Span(), skip="later"))
KNOWN = Verdict(Scenario("c", "a", Span(), xfail="SHOP-12"), (Failure("x", "y", "z"),))


@pytest.mark.parametrize(
    ("verdicts", "left_out", "says"),
    [
        ((HELD,), 0, "Every scenario holds"),
        ((Verdict(HELD.scenario, WARNED),), 0, "Every scenario holds"),
        ((HELD,), 3, "Every scenario that ran holds"),
        ((HELD, SKIPPED), 0, "Every scenario that ran holds"),
        ((HELD, KNOWN), 0, "Every scenario that ran holds, but for 1 that failed as expected"),
        ((SKIPPED,), 2, "No scenario ran"),
        ((Verdict(HELD.scenario, KNOWN.failures), HELD), 0, "Not every scenario holds"),
    ],
)
def test_of_what_did_not_run_or_failed_as_expected_nothing_is_claimed(
    verdicts: tuple[Verdict, ...], left_out: int, says: str
) -> None:
    found = SuiteResult(verdicts, deselected=left_out)
    assert suite_markdown(found).startswith(f"## {says}\n")
    assert f"{says}</h1>" in renderer("report", "html")(found)
