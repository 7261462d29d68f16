"""A small flow and the scenarios that tests write about it."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

from simulator.model.scenario.scenario import Scenario
from simulator.model.scenario.verdict import Failure, Verdict
from simulator.scenario.reading.scenario_file import read_scenarios
from simulator.scenario.run import run_scenario

VOICE = "en-GB-Emma"
CALL = {"action": "makeCall", "params": {"source": "+442079460123", "destination": "+447700900123"}}


def say(text: str) -> dict[str, Any]:
    return {"action": "say", "params": {"text": text, "voiceProfile": VOICE}}


def ask(text: str, **more: Any) -> dict[str, Any]:
    params = {"promptMessage": text, "voiceProfile": VOICE, "maxDigits": 1, "minDigits": 1, "noOfTries": 1, **more}
    return {"action": "sayAndCapture", "params": params}


HANGUP = {"action": "hangup"}
FLOW = {
    "flow": "Test",
    "request": {"callflow": [CALL, ask("Press 1 to book a table.", noOfTries=2, failureMessage="Sorry?")]},
    "replies": [
        {"when": {"digits": "1"}, "reply": {"clientActionId": "day", "callflow": [ask("Today or tomorrow?")]}},
        {"when": {"clientActionId": "day", "digits": ["1", "2"]}, "reply": {"callflow": [say("Thank you."), HANGUP]}},
        {"when": {"clientActionId": "*", "digits": None}, "reply": {"callflow": [say("Goodbye."), HANGUP]}},
    ],
}


def write(folder: Path, text: str, name: str = "a.scenario.yaml") -> Path:
    """Write the flow and a scenario file beside it; `...` at its beginning stands for the two usual lines."""
    (folder / "t.flow.yaml").write_text(json.dumps(FLOW), encoding="utf-8")
    file = folder / name
    text = dedent(text).lstrip("\n").replace("...\n", "scenario: a\nflow: t.flow.yaml\n", 1)
    file.write_text(text, encoding="utf-8", newline="")
    return file


def read(file: Path) -> tuple[Scenario, ...]:
    found, faults = read_scenarios(file.read_bytes(), file.parent, file.as_posix())
    assert faults == ()
    return found


def verdict(folder: Path, text: str) -> Verdict:
    """The verdict on the only scenario."""
    (scenario,) = read(write(folder, text))
    return run_scenario(scenario)


def failures(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """What failed: what, expected, found."""
    return [(one.what, one.expected, one.found) for one in verdict(folder, text).failures]


def failure(folder: Path, text: str) -> Failure:
    (only,) = verdict(folder, text).failures
    return only
