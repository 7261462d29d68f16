"""What the backend did wrong is the first line of a failure, whatever the scenario expects, and is told once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.model.scenario.verdict import SuiteResult, Verdict
from simulator.registry import names
from simulator.render.formats import renderer
from simulator.render.report_lines import verdict_text
from simulator.scenario.run import run_scenario
from tests.scenario.calls import FLOW, read

CRASH = "def answer(body):\n    return body['payload']['dmtf']\n"
CAUSE = "the backend failed: KeyError: 'dmtf' (crash_first.py:2)"


def verdict(folder: Path, text: str, code: str = CRASH, more: str = "") -> Verdict:
    (folder / "crash_first.py").write_text(code)
    (folder / "t.flow.yaml").write_text(
        f"request: {json.dumps(FLOW['request'])}\nbackend: python:crash_first:answer\n{more}"
    )
    file = folder / "a.scenario.yaml"
    file.write_text(f"scenario: a\nflow: t.flow.yaml\ncaller: ['1']\n{text}")
    (scenario,) = read(file)
    return run_scenario(scenario)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("expect", "then"),
    [
        ("", []),
        ("expect: {session: COMPLETED}", ["session"]),
        ("expect: {error: null}", ["error"]),
        ("expect: {hears: [thank you], session: COMPLETED, error: null}", ["hears", "session", "error"]),
        ("expect: {error: -2003, captured: ['2']}", ["captured"]),
        ("expect: {session: ERROR, duration: {below: 1s}}", ["duration"]),
        ("expect: {error: -2004}", ["error"]),
    ],
)
def test_the_cause_comes_first(here: Path, expect: str, then: list[str]) -> None:
    found = verdict(here, expect)
    assert found.outcome == "fail"
    assert [one.what for one in found.failures] == ["backend", *then]
    assert found.failures[0].found == CAUSE
    lines = verdict_text(found).splitlines()
    assert lines[0] == f"backend: {CAUSE}"
    assert [line.split()[1] for line in lines if line.startswith("  then")] == [f"{one}:" for one in then]
    assert verdict_text(found).count("in answer") == 1


@pytest.mark.parametrize("expect", ["expect: {error: -2003}", "expect: {session: ERROR, captured: ['1']}"])
def test_an_end_that_is_expected_is_no_failure(here: Path, expect: str) -> None:
    assert verdict(here, expect).outcome == "pass"


def test_a_warning_alone_is_no_reason_to_tell_it(here: Path) -> None:
    found = verdict(here, "expect: {error: -2003, duration: {below: 60s, warn: 1s}}")
    assert [one.what for one in found.failures] == ["duration"]


def test_a_fault_left_over_tells_it_too(here: Path) -> None:
    found = verdict(here, "faults: [{playFile: failed}]\nexpect: {error: -2003}\n")
    assert [one.what for one in found.failures] == ["backend", "faults"]


def test_a_session_error_of_the_platforms_is_no_ones_crash(here: Path) -> None:
    found = verdict(here, "account: {capacity: 0}\nexpect: {session: COMPLETED}\n")
    assert [one.what for one in found.failures] == ["caller step 1", "session"]


def test_a_step_without_an_entry_comes_of_it(here: Path) -> None:
    found = verdict(here, "", CRASH.replace("dmtf", "nothing"))
    assert [one.what for one in found.failures] == ["backend"]
    file = here / "a.scenario.yaml"
    file.write_text("scenario: a\nflow: t.flow.yaml\ncaller: ['1', '2', '3']\n")
    (scenario,) = read(file)
    assert [one.what for one in run_scenario(scenario).failures] == ["backend", "caller step 2", "caller step 3"]


@pytest.mark.parametrize("format_name", names("simulator.render.report"))
def test_every_format_tells_it_once(here: Path, format_name: str) -> None:
    found = verdict(here, "expect: {session: COMPLETED, hears: [x]}")
    text = renderer("report", format_name)(SuiteResult((found,)))
    assert "KeyError" in text
    if format_name == "github":
        assert text.count("::error") == 1
    if format_name == "html":
        assert text.count("<dt>Details</dt>") == 1
        assert "session: expected COMPLETED, found ERROR" in text


def test_the_fixture_of_pytest_tells_it_first(here: Path) -> None:
    from simulator.pytest.fixture import Callflow

    verdict(here, "")
    played = Callflow(here).run("t.flow.yaml", dtmf="1")
    with pytest.raises(AssertionError) as raised:
        played.session("COMPLETED")
    assert str(raised.value).splitlines()[:2] == [f"backend: {CAUSE}", "session: expected COMPLETED, found ERROR"]


UNASKED = "def answer(body):\n    return {'callFlow': [], 'satge': 1}\n"
EXTRA = "def answer(body):\n    return {'callflow': [{'action': 'hangup'}], 'satge': 1}\n"


def test_a_reply_that_ends_the_call_unasked_is_the_cause_of_the_rest(here: Path) -> None:
    found = verdict(here, "expect: {lastAction: HANGUP, hears: [thanks]}", UNASKED)
    assert [one.what for one in found.failures] == ["backend", "lastAction", "hears", "reply"]
    lines = verdict_text(found).splitlines()
    assert lines[0] == (
        "backend: the reply has no `callflow`, so the platform hangs up ($.callFlow: did you mean `callflow`?) [L023]"
    )
    assert [line.split()[1] for line in lines if line.startswith("  then")] == ["lastAction:", "hears:"]
    assert verdict(here, "expect: {session: COMPLETED}", UNASKED).failures == (), "who expects no more is content"


@pytest.mark.parametrize("format_name", names("simulator.render.report"))
def test_other_findings_of_replies_are_shown_with_a_failure_and_fail_nothing(here: Path, format_name: str) -> None:
    found = verdict(here, "expect: {session: BUSY}", EXTRA)
    assert [(one.what, one.severity) for one in found.failures] == [("session", "fail"), ("reply", "warn")]
    text = renderer("report", format_name)(SuiteResult((found,)))
    assert text.count("has no field `satge`") == 1
    assert verdict(here, "expect: {never: [nowhere heard]}", EXTRA).outcome == "pass"
