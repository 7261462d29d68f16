"""Scenarios of one version, run with another: only what comes out otherwise is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.errors import UsageError
from simulator.scenario.compared import VersionFlows, about, changes
from simulator.scenario.suite import load_suite

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.model.reports.difference import ScenarioChange
    from simulator.model.scenario.scenario import Scenario

REQUEST = """{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma"}}]}"""
SCENARIOS = """\
scenario: Begins with the body
request: old.json
expect:
  hears: [Hello]
---
scenario: Nobody answers
request: old.json
legs: [noAnswer]
---
scenario: Of a flow file
flow: desk.flow.yaml
"""


@pytest.fixture
def scenarios(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Scenario, ...]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.json").write_text(REQUEST)
    (tmp_path / "new.json").write_text(REQUEST.replace("Hello", "Goodbye"))
    (tmp_path / "refused.json").write_text('{"callflow": []}')
    (tmp_path / "desk.flow.yaml").write_text("flow: Desk\nrequest: old.json\nreplies: []\n")
    (tmp_path / "broken.flow.yaml").write_text("flow: Desk\nrequest: missing.json\nreplies: []\n")
    file = tmp_path / "calls.scenario.yaml"
    file.write_text(SCENARIOS)
    suite = load_suite([file])
    assert not suite.unreadable
    return suite.scenarios


def found(scenarios: tuple[Scenario, ...], old: VersionFlows, new: VersionFlows) -> list[ScenarioChange]:
    return list(changes(about("old.json", scenarios), old, new))


def test_those_that_begin_with_the_body_are_run_with_both(scenarios: tuple[Scenario, ...]) -> None:
    assert [one.name for one in about("old.json", scenarios)] == ["Begins with the body", "Nobody answers"]
    assert [one.name for one in about("desk.flow.yaml", scenarios)] == ["Of a flow file"]
    (change,) = found(scenarios, VersionFlows("old.json"), VersionFlows("new.json"))
    assert (change.name, change.line) == ("Begins with the body", 1)
    assert (change.before, change.now) == ("passes; the call ends: COMPLETED", "fails; the call ends: COMPLETED")
    assert found(scenarios, VersionFlows("old.json"), VersionFlows("old.json")) == []


def test_a_request_that_is_refused_now_is_told(scenarios: tuple[Scenario, ...]) -> None:
    told = [one.now for one in found(scenarios, VersionFlows("old.json"), VersionFlows("refused.json"))]
    assert len(told) == 2
    assert all(now.startswith("fails; the request is refused: -1") for now in told)


def test_a_version_that_cannot_be_read_fails_each_scenario(scenarios: tuple[Scenario, ...]) -> None:
    first, second = found(scenarios, VersionFlows("old.json"), VersionFlows("broken.flow.yaml"))
    assert first.now == second.now
    assert "missing.json" in first.now


def test_another_backend_answers(scenarios: tuple[Scenario, ...]) -> None:
    new = VersionFlows("old.json", "python:tests.exploring.backends:forgetful")
    chosen = about("old.json", scenarios)
    assert [one.name for one in changes(chosen, VersionFlows("old.json"), new)] == []
    with pytest.raises(UsageError, match="nowhere"):
        VersionFlows("old.json", "nowhere").of(chosen[0])
