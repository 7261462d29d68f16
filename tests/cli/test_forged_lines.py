"""No text of a user's file begins a line, colours or reorders a terminal in any output, wherever it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.render.formats import formats
from tests.bodies import SAY
from tests.fuzz.commands import ForgedError, command

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = {
    "line feed": "\n::error::FORGED\n##[error]FORGED\n",
    "carriage return": "\r::error::FORGED\r\n##[error]FORGED\r",
    "separators": "\u2028::error::FORGED\u2029##[error]FORGED\x85::error::FORGED\x0b\x0c\x1c\x1d\x1e",
    "terminal": "\x1b[2J\x1b]0;FORGED\x07\x08\x7f\x9b31m",
    "reordered": "\u202eDEGROF\u2066\u2069\u200f",
}


AT = "9999-12-31T23:59:59Z"
WRONG = ("wrong.scenario.yaml", "wrong.flow.yaml", "wrong.account.yaml", "wrong.json")


@pytest.fixture(params=HOSTILE, ids=str)
def hostile(request: pytest.FixtureRequest) -> str:
    return f"x{HOSTILE[request.param]}y"


def plain(flow: dict[str, Any]) -> dict[str, Any]:
    """The flow with texts that every account would take, so that its scenarios run."""
    hostile = {"text", "promptMessage", "successMessage", "failureMessage", "clientRequestId"}

    def without(data: Any) -> Any:
        if isinstance(data, list):
            return [without(one) for one in data]
        if not isinstance(data, dict):
            return data
        return {name: "Hello." if name in hostile else without(value) for name, value in data.items()}

    found: dict[str, Any] = without(flow)
    for row in found["replies"]:
        row["reply"].pop("clientActionId", None)
    return found


def wrong(bad: str) -> dict[str, Any]:
    """A scenario that says it where it may not stand."""
    return {
        bad: bad,
        "scenario": {bad: bad},
        "flow": bad,
        "caller": [{"press": bad, bad: 1}],
        "tags": [bad],
        "expect": {bad: bad, "captured": [bad]},
    }


def project(bad: str) -> None:
    """A flow, a scenario, an account and a log that say it wherever a text may stand, in files named by it."""
    say = {**SAY, "params": {**SAY["params"], "text": f"Hello {bad}"}}
    ask = {"action": "sayAndCapture", "params": {"promptMessage": f"For sales press 1. {bad}", "maxDigits": 1,
           "voiceProfile": "en-GB-Emma", "successMessage": bad, "failureMessage": bad}}  # fmt: skip
    dial = {"action": "makeCall", "params": {"source": "+442079460123", "destination": "+441614960123"}}
    end = {"action": "hangup"}
    flow: dict[str, Any] = {
        "flow": f"flow {bad}",
        "request": {"clientRequestId": bad, "callflow": [dial, ask]},
        "replies": [
            {"when": {"digits": "1"}, "reply": {"clientActionId": bad, "callflow": [say, ask]}},
            {"when": {"clientActionId": bad, "digits": "1"}, "reply": {"callflow": [say, end]}},
            {
                "when": {"clientActionId": bad, "digits": "/[2-4]/"},
                "reply": {"clientActionId": f"2{bad}", "callflow": [say, ask]},
            },
            {"when": {"clientActionId": "*", "digits": None}, "reply": {"callflow": [say, end]}},
        ],
        "invariants": [{"name": bad, "never": {"hears": bad.replace("::", " ")}}],
    }
    changed = json.loads(json.dumps(flow).replace("Hello", "Good day"))
    scenario = {
        "scenario": f"scenario {bad}", "flow": f"{bad}.flow.yaml", "tags": ["a"], "blocks": {bad: [{"press": "1"}]},
        "caller": [{"press": "1", "hears": bad}, {"press": "2"}],
        "expect": {"hears": [bad], "never": [f"Hello {bad}"], "heard": [bad], "captured": ["12"],
                   "lastAction": "HANGUP", "bodies": [{"type": "VCA", "at": 1, "$.payload.clientActionId": bad}]},
    }  # fmt: skip
    spoken, fails = (
        plain(flow),
        {
            **scenario,
            "scenario": f"fails {bad} ${{day}}",
            "flow": f"{bad}2.flow.yaml",
            "examples": [{"day": f"{bad} {at}"} for at in range(2)],
        },
    )
    for name, data in (
        (f"{bad}2.flow.yaml", spoken), (f"{bad}2.scenario.yaml", fails), (f"{bad}3.scenario.yaml", {**fails, "at": AT}),
        (f"{bad}.flow.yaml", flow), ("new.flow.yaml", changed), (f"{bad}.scenario.yaml", scenario),
        ("wrong.scenario.yaml", wrong(bad)), ("wrong.flow.yaml", {**flow, bad: bad, "probes": [bad], "backend": bad}),
        ("wrong.account.yaml", {bad: bad, "callerIds": [bad], "scenarios": {bad: bad}, "voiceProfiles": [bad]}),
        ("wrong.json", {bad: bad, "callflow": [{"action": bad, "params": {bad: bad, "voiceProfile": bad}}]}),
        ("log.jsonl", {"sessionId": bad, "sessionStatus": bad, "lastAction": bad, "errorDetails": bad, "details":
                       {"callA": {"callId": bad, "source": bad, "destination": bad, "callStatus": bad}}}),
    ):  # fmt: skip
        Path(name.replace("\0", "")).write_text(json.dumps(data), "utf-8")


def lines(bad: str) -> Iterator[tuple[str, ...]]:
    """Every command that shows what stands in files, in every format; and texts on the command line itself."""
    flow, tests, fails = f"{bad}.flow.yaml", f"{bad}.scenario.yaml", f"{bad}2.scenario.yaml"
    shown = {
        ("check", flow, tests, *WRONG): "diagnostics",
        ("run", flow, "--dtmf", "1 2"): "run", ("run", flow, "--dtmf", "1 1"): "run", ("graph", flow): "graph",
        ("explore", flow): "behaviour", ("faults", flow): "faults", ("diff", flow, "new.flow.yaml"): "diff",
        ("replay", "log.jsonl", "--flow", flow): "replay",
        ("test", tests, "wrong.scenario.yaml"): "report", ("test", fails, "--cov-format", "json:c.json"): "report",
        ("test", f"{bad}3.scenario.yaml"): "report", ("coverage", "combine", "c.json"): "coverage",
    }  # fmt: skip
    for words, thing in shown.items():
        yield from ((*words, "--format", name) for name in formats(thing))
    yield from ((name, bad, "--format", "text") for name in ("check", "run", "graph", "replay"))
    yield from (
        (name, bad) for name in ("explain", "schema", "diff", "generate", "faults", "test", "coverage", "init", bad)
    )
    yield from (
        ("run", flow, option, bad) for option in ("--dtmf", "--leg", "--at", "--backend", "--format", "--seed", bad)
    )
    yield ("test", tests, "-k", bad)
    yield ("test", tests, "--last-failed")
    yield from (("test", fails, "--cov-format", name) for name in formats("coverage"))
    yield from (("test", fails, option, bad) for option in ("--tag", "--changed-since", "--shard", "--serve"))
    yield ("test", tests, "--update")
    yield ("generate", flow, "--output", bad)
    yield ("run", flow, "--dtmf", "1", "--save", f"{bad}2.scenario.yaml", "--record-replies", f"{bad}3.flow.yaml")


@pytest.mark.slow
def test_no_output_has_a_line_that_a_file_made(hostile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project(hostile)
    bad = []
    for words in lines(hostile):
        try:
            command(*words)
        except ForgedError as error:
            bad.append(f"{words}: {str(error)!r}")
    assert not bad, "\n".join(bad)


def test_a_scenario_of_a_hostile_name_fails_and_is_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above looks at is there: the command that runs it again, and coverage."""
    bad = f"x{HOSTILE['line feed']}y"
    monkeypatch.chdir(tmp_path)
    project(bad)
    status, said = command("test", f"{bad}2.scenario.yaml", "--cov-format", "json:c.json")
    assert status == 1
    assert "2 failed" in said
    assert "again     callflow test " in said
    lcov = command("coverage", "combine", "c.json", "--format", "lcov")[1]
    assert [line[:3] for line in lcov.splitlines() if not line.startswith(("DA:", "LF:", "LH:", "TN:"))] == [
        "SF:",
        "end",
    ]
