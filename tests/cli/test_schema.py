"""`callflow schema KIND`: the shipped schema, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.schema import KINDS, text


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_printed(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["schema", kind]) == 0
    shown = capsys.readouterr().out
    assert shown == text(kind)
    assert json.loads(shown)["$schema"]


def test_a_schema_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "flow.schema.json"
    assert run_command_line(["schema", "flow", "--output", str(file)]) == 0
    assert file.read_text("utf-8") == text("flow")
    assert run_command_line(["schema", "flow", "--output", str(file)]) == 2
    assert run_command_line(["schema", "flow", "--output", str(file), "--force"]) == 0


def test_an_unknown_kind_gets_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["schema", "scenarios"]) == 2
    assert 'did you mean "scenario"?' in capsys.readouterr().err
