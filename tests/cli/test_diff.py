"""callflow diff: reports, exit statuses, and the scenarios that end differently."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.main import run_command_line
from tests.exploring._flows import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Diff = Callable[..., tuple[int, str, str]]

TICKET = 'clientActionId: support, digits: "2"'
SCENARIOS = """\
scenario: The ticket is asked for
flow: old.flow.yaml
caller:
  - press: "2"
  - press: "2"
  - press: hangup
---
scenario: A new problem
flow: old.flow.yaml
caller:
  - press: "2"
  - press: "1"
---
scenario: Of another flow
flow: other.flow.yaml
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The help desk as `old.flow.yaml`, with other words as `words.flow.yaml`, with another key as `keys.flow.yaml`."""
    for name in ("account.yaml", "request.json"):
        shutil.copy(SAMPLES / name, tmp_path / name)
    written = (SAMPLES / "table.flow.yaml").read_text()
    assert TICKET in written
    changed = {
        "old": written,
        "other": written,
        "words": written.replace("There is no such choice", "No such choice"),
        "keys": written.replace(TICKET, TICKET.replace("2", "3")),
        "refused": written.replace("request: request.json", "request: {callflow: []}"),
        "broken": "flow: [",
    }
    for name, text in changed.items():
        (tmp_path / f"{name}.flow.yaml").write_text(text)
    (tmp_path / "calls.scenario.yaml").write_text(SCENARIOS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def diff(folder: Path, capsys: pytest.CaptureFixture[str]) -> Diff:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = run_command_line(["diff", *arguments])
        return (status, *capsys.readouterr())

    assert folder.is_dir()
    return run


def test_only_words_changed_and_the_status_is_0(diff: Diff) -> None:
    status, out, _ = diff("old.flow.yaml", "words.flow.yaml")
    assert status == 0
    assert out.startswith(
        'Something else is heard (wording): press 9  --dtmf 9, before: "There is no such choice.", '
        'now: "No such choice."\n'
        "old.flow.yaml -> words.flow.yaml\nwording 1; 7 pairs of places, everything was compared\n"
    )
    assert '    before  "There is no such choice."\n    now     "No such choice."\n' in out


def test_a_key_changed_and_the_status_is_1(diff: Diff) -> None:
    status, out, _ = diff("old.flow.yaml", "keys.flow.yaml", "--format", "json", "--leg", "answered")
    assert status == 1
    found = json.loads(out)
    assert [(one["kind"], one["way"]["dtmf"]) for one in found["differences"]] == [
        ("outcome", "2 2"),
        ("outcome", "2 3"),
    ]


def test_the_same_flow_with_two_backends(diff: Diff) -> None:
    old, new = (f"python:tests.exploring.backends:{name}" for name in ("hidden", "null_crash"))
    status, out, _ = diff("request.json", "--old-backend", old, "--new-backend", new)
    assert status == 1
    assert out.splitlines()[1] == f"request.json with {old} -> request.json with {new}"
    assert "HTTP" not in out


def test_nothing_to_compare_with_is_misuse(diff: Diff) -> None:
    status, _, told = diff("old.flow.yaml")
    assert status == 2
    assert "name NEW" in told
    assert diff("old.flow.yaml", "words.flow.yaml", "--max-places", "0")[0] == 2
    assert diff("old.flow.yaml", "missing.flow.yaml")[0] == 2


def test_a_version_at_fault_is_told(diff: Diff) -> None:
    status, out, told = diff("old.flow.yaml", "refused.flow.yaml")
    assert (status, out) == (1, "")
    assert " --> refused.flow.yaml:" in told
    status, _, told = diff("old.flow.yaml", "broken.flow.yaml")
    assert status == 1
    assert "broken.flow.yaml" in told


def test_scenarios_that_end_differently_are_listed(diff: Diff) -> None:
    status, out, _ = diff("old.flow.yaml", "keys.flow.yaml", "--scenarios", ".")
    assert status == 1
    assert "Scenarios that end differently: 1 of 2\n  calls.scenario.yaml:1: The ticket is asked for\n" in out
    assert (
        "    before  passes with a warning; the call ends: COMPLETED (the caller hung up)\n    now     fails; " in out
    )
    status, out, _ = diff("old.flow.yaml", "words.flow.yaml", "--scenarios", ".")
    assert status == 0
    assert "Scenarios that end differently: 0 of 2\n" in out


def test_scenarios_of_other_flows_and_broken_ones_are_misuse(diff: Diff, folder: Path) -> None:
    status, _, told = diff("words.flow.yaml", "keys.flow.yaml", "--scenarios", ".")
    assert status == 2
    assert 'no scenario there begins with "words.flow.yaml", found 3 of other flows' in told
    (folder / "bad.scenario.yaml").write_text("scenario: [")
    status, _, told = diff("old.flow.yaml", "keys.flow.yaml", "--scenarios", ".")
    assert status == 2
    assert "bad.scenario.yaml" in told


def test_ctrl_c_reports_and_exits_with_130(diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.cli.base.progress.Searching.step", stop)
    status, out, _ = diff("old.flow.yaml", "words.flow.yaml")
    assert status == 130
    assert "it was interrupted" in out
