"""A leg that is never dialled fails its scenario, as keys and faults that are left over do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import simulator
from simulator.cli.base.main import run_command_line
from simulator.scenario.flows import Flows
from simulator.scenario.run import play, run_scenario
from simulator.scenario.writing.saved import saved
from tests.scenario.calls import CALL, HANGUP, ask, read, say

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "+447700900456"
DESK: dict[str, Any] = {"action": "makeCall", "params": {"source": "+442079460123", "destination": NUMBER}}
FLOW = {
    "flow": "Desk",
    "request": {"callflow": [CALL, ask("For the desk press 1, to leave press 2.")]},
    "replies": [
        {"when": {"digits": "1"}, "reply": {"callflow": [DESK]}},
        {"when": {"digits": "2"}, "reply": {"callflow": [say("Bye."), HANGUP]}},
        {"when": {"digits": None}, "reply": {"callflow": [HANGUP]}},
    ],
}
REFUSED = "request: {callflow: []}\n"
COMES_IN = {
    "flow": "In",
    "inbound": {"source": "+442079460123", "destination": "+447700900123"},
    "replies": [{"when": {"callStatus": "CALL_RECEIVED"}, "reply": {"callflow": [say("We are closed."), HANGUP]}}],
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "d.flow.yaml").write_text(json.dumps(FLOW), encoding="utf-8")
    (tmp_path / "in.flow.yaml").write_text(json.dumps(COMES_IN), encoding="utf-8")
    return tmp_path


def told(folder: Path, text: str, of: str = "legs") -> list[str]:
    """What is said of legs (or keys) in each scenario of a file, with its place."""
    file = folder / "a.scenario.yaml"
    file.write_text(text, encoding="utf-8")
    failures = [one for scenario in read(file) for one in run_scenario(scenario).failures if one.what == of]
    assert {one.found for one in failures} <= {"the call is over, and it was never used"}
    return [f"{one.place.rpartition('.yaml:')[2]} {one.expected}" for one in failures]


HEAD = "scenario: a\nflow: d.flow.yaml\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("legs: [answered, busy]\ncaller: ['1']\n", []),
        ("legs: [answered]\ncaller: ['2']\n", []),
        ("legs: [busy]\n", []),
        ("legs: [answered, busy]\ncaller: ['2']\n", ["3:18 a dial for leg 2, busy"]),
        ("legs: [busy, noAnswer]\n", ["3:14 a dial for leg 2, noAnswer"]),
        ("legs: [answered, {failed: 404}]\ncaller: [hangup]\n", ["3:18 a dial for leg 2, {failed: 404}"]),
        ("legs: [answered, busy]\ncaller: [hangup@1s]\n", ["3:18 a dial for leg 2, busy"]),
        (
            "legs:\n  - answered\n  - {talks: 9s}\n  - busy\n  - failed\ncaller: ['1']\n",
            ["6:5 a dial for leg 3, busy", "7:5 a dial for leg 4, failed"],
        ),
        ("legs: [answered]\nfaults: [{session: -2010}]\n", ["3:8 a dial for leg 1, answered"]),
        ("legs: [answered, busy]\ncaller: ['1']\nfaults: [{reply: {status: 500}}]\n", ["3:18 a dial for leg 2, busy"]),
        ("legs: [answered]\naccount: {capacity: 0}\nexpect: {error: -2010}\n", ["3:8 a dial for leg 1, answered"]),
        (
            "legs: [answered, '${leg}']\ncaller: ['2']\nexamples: [{leg: busy}, {leg: noAnswer}]\n",
            ["3:18 a dial for leg 2, busy", "3:18 a dial for leg 2, noAnswer"],
        ),
    ],
)
def test_a_leg_that_no_dial_comes_to_is_told_at_its_place(here: Path, text: str, says: list[str]) -> None:
    assert told(here, HEAD + text) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("caller: [1@12s, '2', hangup@90s]\n", ["3:10 a call that is up for 1@12s"]),
        ("caller: [{press: 4@10ms}]\n", []),
        ("legs: [busy]\ncaller:\n  - press: 1@1200ms\n", ["5:12 a call that is up for 1@1200ms"]),
        ("legs: [machine]\ncaller: [1@1s]\nexpect: {session: COMPLETED}\n", ["4:10 a call that is up for 1@1s"]),
        ("caller: [1@1s]\nfaults: [{session: -2010}]\n", ["3:10 a call that is up for 1@1s"]),
        (
            "caller: ['2', '${key}@9s']\nexamples: [{key: 4}, {key: 5}]\n",
            ["3:15 a call that is up for 4@9s", "3:15 a call that is up for 5@9s"],
        ),
    ],
)
def test_a_key_whose_time_never_came_is_told_at_its_place(here: Path, text: str, says: list[str]) -> None:
    assert told(here, HEAD + text, "caller") == says


def test_what_is_saved_has_the_keys_that_were_pressed_at_their_times(here: Path) -> None:
    file = here / "a.scenario.yaml"
    file.write_text(f"{HEAD}caller: ['2', 7@1200ms, hangup@9s, 8@9s]\n", encoding="utf-8")
    (scenario,) = read(file)
    run, _ = play(scenario, Flows().of(scenario))
    text = saved(scenario=scenario, run=run, file=file)
    assert '  - "7@1200ms"  # so long after answering, whatever is going on\n  - "hangup@9000ms"' in text
    assert "8@9s" not in text
    file.write_text(text, encoding="utf-8")
    assert run_scenario(read(file)[0]).failures == ()


def test_a_refused_request_dials_nobody(here: Path) -> None:
    text = f"scenario: a\n{REFUSED}legs: [busy]\nexpect: {{answer: -1001}}\n"
    assert told(here, text) == ["3:8 a dial for leg 1, busy"]


def test_of_a_call_that_comes_in_nobody_dials_leg_a(here: Path) -> None:
    assert told(here, "scenario: a\nflow: in.flow.yaml\nlegs: [answered]\n") == ["3:8 a dial for leg 1, answered"]


def test_the_same_legs_further_down_have_places_of_their_own(here: Path) -> None:
    one = f"{HEAD}legs: [answered, busy]\ncaller: ['2']\n"
    assert told(here, f"{one}---\n{one}") == ["3:18 a dial for leg 2, busy", "8:18 a dial for leg 2, busy"]


def test_what_is_saved_has_the_legs_that_were_dialled(here: Path) -> None:
    file = here / "a.scenario.yaml"
    file.write_text(f"{HEAD}legs: [answered, busy, noAnswer]\ncaller: ['1']\n", encoding="utf-8")
    (scenario,) = read(file)
    for legs, kept in ((scenario.legs, "  - busy\n"), (scenario.legs[:1], "  - answered\n")):
        run, _ = play(evolve(scenario, legs=legs), Flows().of(scenario))
        text = saved(scenario=evolve(scenario, legs=legs), run=run, file=file)
        assert f"{kept}caller:" in text
        file.write_text(text, encoding="utf-8")
        assert run_scenario(read(file)[0]).failures == ()


def test_a_scenario_that_is_made_without_a_file_is_told_too(here: Path) -> None:
    file = here / "a.scenario.yaml"
    file.write_text(f"{HEAD}legs: [answered, busy]\ncaller: ['2']\n", encoding="utf-8")
    (scenario,) = read(file)
    (failure,) = run_scenario(evolve(scenario, leg_spans=())).failures
    assert failure.place.endswith("a.scenario.yaml:1:1")


def test_generated_suites_have_no_leg_too_many(here: Path) -> None:
    made = simulator.generate(here / "d.flow.yaml", here / "made")
    made.write()
    assert run_command_line(["test", str(here / "made")]) == 0
