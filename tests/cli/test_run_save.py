"""`callflow run --save FILE`: the command's call as a scenario, with its options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.running.starter import write_starter
from simulator.scenario.reading.scenario_file import read_scenarios


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_starter(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "options",
    [
        ["booking.flow.yaml", "--dtmf", "1 2 3", "--seed", "4", "--at", "2026-01-13T08:26:58Z"],
        ["booking.json", "--dtmf", "hangup@3s", "--leg", "answered:2s", "--account", "account.yaml"],
        ["booking.json", "--leg", "busy"],
        ["no.json"],
    ],
)
def test_what_is_saved_passes(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("no.json").write_text('{"callflow": []}')
    Path("kept").mkdir()
    assert run_command_line(["run", *options, "--save", "kept/a.scenario.yaml"]) in (0, 1)
    assert run_command_line(["test", "kept"]) == 0, capsys.readouterr().out


def test_the_options_are_in_the_file() -> None:
    run_command_line(["run", "booking.flow.yaml", "--dtmf", "1 2 3", "--seed", "4", "--save", "a.scenario.yaml"])
    (found,), faults = read_scenarios(Path("a.scenario.yaml").read_bytes(), Path(), "a.scenario.yaml")
    assert faults == ()
    assert (found.name, found.seed, [step.token for step in found.steps]) == ("booking: 1 2 3", 4, ["1", "2"])


def test_platform_scenarios_of_an_account_are_named_by_their_whole_path() -> None:
    Path("in").mkdir()
    Path("in/stored.json").write_text(Path("booking.json").read_text())
    Path("in/account.yaml").write_text("scenarios: {menu: stored.json, other: }\n")
    Path("stored.json").write_text(
        json.dumps({"callflow": [{"action": "executeScenario", "params": {"scenarioName": "menu"}}]})
    )
    command = ["run", "stored.json", "--account", "in/account.yaml", "--dtmf", "1", "--save", "a.scenario.yaml"]
    assert run_command_line(command) == 0
    assert run_command_line(["test", "a.scenario.yaml"]) == 0


@pytest.mark.parametrize("account", ["", "callerIds: ['+6562345678']"])
def test_an_account_is_kept_inline(account: str) -> None:
    Path("a.yaml").write_text(account)
    run_command_line(["run", "booking.json", "--account", "a.yaml", "--save", "a.scenario.yaml"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--save", "a.yaml"], "expected NAME.scenario.yaml"),
        (["--save", "booking.scenario.yaml"], "is not overwritten"),
        (["--save", "a.scenario.yaml", "--backend", "http://127.0.0.1:1/x"], "name the backend in a flow file"),
        (["--save", "a.scenario.yaml", "--account", "account.yaml"], "name the account in the flow file"),
    ],
)
def test_what_cannot_be_saved_is_said_before_anything_is_run(
    options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["run", "booking.flow.yaml", *options]) == 2
    shown = capsys.readouterr()
    assert says in shown.err
    assert shown.out == ""
