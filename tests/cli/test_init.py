"""`callflow init`: an example that works as it stands, and never overwrites anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.errors import UsageError
from simulator.running.starter import starter_files, write_starter
from simulator.schema import shipped

NAMES = {"README.md", "account.yaml", "booking.flow.yaml", "booking.scenario.yaml", "test_booking.py"}


def test_the_example_passes_its_own_scenarios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["init", str(tmp_path / "new" / "folder")]) == 0
    shown = capsys.readouterr()
    assert {Path(line).name for line in shown.out.splitlines()} >= NAMES
    assert "Next: cd" in shown.err
    monkeypatch.chdir(tmp_path / "new" / "folder")
    assert run_command_line(["test", "."]) == 0
    assert run_command_line(["check", "booking.flow.yaml", "--fail-on", "info"]) == 0


@pytest.mark.nested
def test_the_example_passes_pytest(tmp_path: Path) -> None:
    write_starter(tmp_path)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=plain, check=False)
    assert done.returncode == 0, done.stdout
    assert "7 passed" in done.stdout


def test_nothing_is_written_where_one_file_exists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "account.yaml").write_text("mine")
    assert run_command_line(["init", str(tmp_path)]) == 2
    assert "account.yaml" in capsys.readouterr().err
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written: Not a directory"):
        write_starter(tmp_path / "file" / "inside")


def test_the_example_holds_no_other_files() -> None:
    schemas = {f"schemas/{kind}.schema.json" for kind in ("account", "flow", "scenario")}
    assert set(starter_files()) == NAMES | {"booking.json", "booked.json", "goodbye.json"} | schemas


def test_each_yaml_file_announces_the_schema_of_its_kind_to_editors() -> None:
    found = {name: raw.decode() for name, raw in starter_files().items()}
    for name in (name for name in found if name.endswith(".yaml")):
        schema = found[name].partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        kind = schema.removeprefix("schemas/").removesuffix(".schema.json")
        assert kind in name
        assert found[schema] == shipped(kind)
