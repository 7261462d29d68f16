"""A leg that is answered later than it can ring is told, in runs and in scenarios, and fails nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.scenario.run import run_scenario
from tests.scenario.calls import CALL, HANGUP, read, say

HEAD = "scenario: a\nflow: d.flow.yaml\n"
DESK = {"action": "makeCall", "params": {"source": "+442079460123", "destination": "+447700900456"}}
FLOW = {
    "flow": "Desk",
    "request": {"callflow": [CALL, say("One moment."), DESK, say("Bye."), HANGUP]},
    "replies": [{"when": {}, "reply": {"callflow": [HANGUP]}}],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "d.flow.yaml").write_text(json.dumps(FLOW), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("legs: [{answered: 45s}]\n", ["3:8 leg A is answered after 45 s"]),
        ("legs: [answered, {answered: 30001ms}]\n", ["3:18 leg B is answered after 30.001 s"]),
        ("legs: [{answered: 40s}, {answered: 2m}]\n",
         ["3:8 leg A is answered after 40 s", "3:25 leg B is answered after 120 s"]),
        ("legs: [{answered: 9s}]\naccount: {assumptions: {ringOut: 8000}}\n", ["3:8 leg A is answered after 9 s"]),
        ("legs: [answered]\naccount: {assumptions: {ringOut: 7000, ringTime: 8000}}\n",
         ["3:8 leg A is answered after 8 s", "1:1 leg B is answered after 8 s"]),
        ("legs: [{answered: 45s}]\naccount: {assumptions: {ringOut: 60000}}\n", []),
        ("legs: [{answered: 30s}, {noAnswer: 45s}]\n", []),
    ],
)  # fmt: skip
def test_a_scenario_passes_with_a_warning_at_the_leg(here: Path, text: str, says: list[str]) -> None:
    file = here / "a.scenario.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    (verdict,) = [run_scenario(scenario) for scenario in read(file)]
    late = [one for one in verdict.failures if one.what == "legs"]
    assert [f"{one.place.rpartition('.yaml:')[2]} {one.found}" for one in late] == says
    assert {one.severity for one in late} <= {"warn"}
    assert all("(setting ringOut)" in one.expected for one in late)


def test_a_run_says_it_in_every_format(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["run", "d.flow.yaml", "--leg", "answered:45s"]
    assert run_command_line(line) == 0
    assert "warning: leg A is answered after 45 s: it can ring 30 s only (setting ringOut)" in capsys.readouterr().out
    assert run_command_line([*line, "--format", "json"]) == 0
    assert capsys.readouterr().err == "callflow: warning: leg A is answered after 45 s\n"
