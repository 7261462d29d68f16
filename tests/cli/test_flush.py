"""Standard output that cannot be written is said in one line, and nothing is tried again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from simulator.cli.base.main import run_command_line
from simulator.cli.base.parser import MISUSE
from simulator.cli.base.process import flush, leave


class Unwritable:
    """An output whose first flush fails; its descriptor is then another file's."""

    def __init__(self, file: Path, error: OSError, at: str = "flush") -> None:
        self._descriptor, self._error, self._at = os.open(file, os.O_CREAT | os.O_WRONLY), error, at

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        if self._at == "write":
            raise self._error
        return len(text)

    def flush(self) -> None:
        if str(Path(f"/proc/self/fd/{self._descriptor}").readlink()) != os.devnull:
            raise self._error


FULL = OSError(28, "No space left on device")
SAID = "callflow: standard output cannot be written: No space left on device\n"


def test_a_reader_that_has_enough_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Unwritable(tmp_path / "x", BrokenPipeError(32, "Broken pipe")))
    assert (run_command_line(["explain", "L001"]), flush()) == (0, "")


@pytest.mark.parametrize("at", ["write", "flush"])
def test_a_full_disk_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    monkeypatch.setattr(sys, "stdout", Unwritable(tmp_path / "x", FULL, at))
    assert run_command_line(["explain", "L001"]) == MISUSE
    assert (capsys.readouterr().err, flush()) == (SAID, "")


def test_an_output_that_is_closed_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run_command_line(["explain", "L001"]) == MISUSE
    assert capsys.readouterr().err == "callflow: standard output is closed: there is nowhere to write to\n"
    with pytest.raises(SystemExit):
        leave(MISUSE)
