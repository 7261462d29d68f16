"""What would go on without end, or is a fault of ours, is one failed scenario; the others have their verdicts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from simulator.api.run import run
from simulator.cli.base.main import run_command_line
from simulator.errors import UsageError
from simulator.model import pattern as _pattern
from simulator.scenario import run as _run
from simulator.scenario.run import run_scenario
from tests.scenario.calls import CALL, HANGUP, ask, read, say, verdict, write

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = "(a|aa)+$"
LONG = "a" * 60 + "!"
REQUEST = {"callflow": [CALL, ask(LONG)]}
TWO = """
...
at: {at}
caller: ["1"]
expect: {{session: COMPLETED}}
---
scenario: an ordinary one beside it
flow: t.flow.yaml
caller: [silence, silence]
expect: {{session: COMPLETED}}
"""


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pattern, "SECONDS", 0.02)


@pytest.mark.parametrize(
    "expect",
    [
        f'{{hears: ["/{ENDLESS}/"]}}',
        f'{{never: ["/{ENDLESS}/"]}}',
        f'{{heard: ["/{ENDLESS}/"]}}',
    ],
)
def test_an_expression_that_does_not_end_is_told_in_the_first_line(tmp_path: Path, expect: str) -> None:
    (tmp_path / "own.json").write_text(json.dumps(REQUEST))
    found = verdict(tmp_path, f"scenario: a\nrequest: own.json\ncaller: [silence]\nexpect: {expect}\n")
    assert found.failures[0].what == "expression"
    assert found.failures[0].found.startswith(f"`/{ENDLESS}/` thinks longer than")


def test_one_of_a_step_too(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text(json.dumps(REQUEST))
    text = f"scenario: a\nrequest: own.json\ncaller: [{{hears: '/{ENDLESS}/', press: '1'}}]\n"
    assert verdict(tmp_path, text).failures[0].what == "expression"


def flow(rows: str, request: object = REQUEST, more: str = "") -> str:
    return f"request: {json.dumps(request)}\nreplies: {rows}\n{more}"


MANY = {"callflow": [CALL, ask("Enter it.", minDigits=20, maxDigits=25)]}
DIGITS = "(1|11|1)+$"
ROW = f'[{{when: {{digits: "/{DIGITS}/"}}, reply: {{callflow: {json.dumps([HANGUP])}}}}}]'
INVARIANT = f'invariants: [{{name: x, never: {{hears: "/{ENDLESS}/"}}}}]\n'


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (flow(ROW, MANY), "1" * 24 + "2"),
        (flow(f"[{{when: {{}}, reply: {{callflow: {json.dumps([say(LONG), HANGUP])}}}}}]", more=INVARIANT), "1"),
    ],
)
def test_one_of_a_flow_file_too(tmp_path: Path, text: str, keys: str) -> None:
    (tmp_path / "own.flow.yaml").write_text(text)
    found = verdict(tmp_path, f"scenario: a\nflow: own.flow.yaml\ncaller: ['{keys}']\n")
    assert [one.what for one in found.failures] == ["expression"]


@pytest.mark.parametrize("command", ["run {} --dtmf 1111111111111111111111112", "explore {}"])
def test_a_command_says_so_in_one_line(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.flow.yaml"
    file.write_text(flow(ROW, MANY))
    assert run_command_line(command.format(file.as_posix()).split()) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"callflow: `/{DIGITS}/` thinks longer than")
    assert told.count("\n") == 1


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:55Z", "9999-12-31T23:59:59.999Z"])
def test_a_call_that_outlasts_the_calendar_is_refused(tmp_path: Path, at: str) -> None:
    first, second = read(write(tmp_path, TWO.format(at=at)))
    (failure,) = run_scenario(first).failures
    assert failure.found.startswith("the call outlasts the calendar, which ends with the year 9999")
    assert failure.details == ""
    assert run_scenario(second).outcome == "pass"
    with pytest.raises(UsageError, match="outlasts the calendar"):
        run(tmp_path / "t.flow.yaml", "1", at=at)


@pytest.mark.parametrize("at", ["9999-12-31T23:50:00Z", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"])
def test_a_call_that_ends_in_time_is_none_of_these(tmp_path: Path, at: str) -> None:
    first, _ = read(write(tmp_path, TWO.format(at=at)))
    assert run_scenario(first).outcome == "pass"
    assert run(tmp_path / "t.flow.yaml", "1 1", at=at).webhooks


def asks_late(_body: object) -> object:
    return {"callflow": [HANGUP]}


def test_a_backend_that_would_be_asked_after_the_last_day_is_not(tmp_path: Path) -> None:
    backend = "python:tests.scenario.test_stopped:asks_late"
    with pytest.raises(UsageError, match="outlasts the calendar"):
        run(REQUEST, "1", backend=backend, at="9999-12-31T23:59:59Z")


@pytest.mark.parametrize(
    "error",
    [OverflowError("date value out of range"), RecursionError(), MemoryError(), KeyError("x"), OSError(24, "x")],
)
def test_a_fault_of_ours_is_one_failure(tmp_path: Path, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise error

    scenario, _ = read(write(tmp_path, TWO.format(at="2031-01-01T00:00:00Z")))
    with monkeypatch.context() as patch:
        patch.setattr(_run, "judged", breaks)
        (failure,) = run_scenario(scenario).failures
    assert failure.found.startswith(f"a fault of the simulator itself, please report it: {type(error).__name__}")
    assert "in breaks" in failure.details
    assert run_scenario(scenario).outcome == "pass"
