"""Standard output that cannot be written is said in one line, and nothing is tried again."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from threading import Thread

import pytest

from simulator.cli.base import process as _process
from simulator.cli.base.main import run_command_line
from simulator.cli.base.parser import MISUSE
from simulator.cli.base.process import Report, flush, leave, set_apart
from tests.scenario.calls import write


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


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("test .", 1),
        ("test . --format junit", 1),
        ("test . --cov --format json:r.json", 1),
        ("test . --fail-on info -k holds", 0),
        ("check bad.json", 1),
        ("run bad.json", 1),
        ("check bad.json nowhere.json", 2),
        ("explore t.flow.yaml --max-places 1 --require proved", 1),
        ("test . --cov --cov-fail-under 99 -k holds", 1),
        ("graph bad.json", 1),
    ],
)
def test_a_reader_that_has_enough_does_not_make_it_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, status: int
) -> None:
    write(tmp_path, "...\nexpect: {session: BUSY}\n---\nscenario: holds\nflow: t.flow.yaml\nexpect: {answer: 1}\n")
    (tmp_path / "bad.json").write_text('{"callflow": []}')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdout", Unwritable(tmp_path / "x", BrokenPipeError(32, "Broken pipe")))
    assert run_command_line(command.split()) == status
    assert (tmp_path / "r.json").exists() == ("r.json" in command)
    monkeypatch.setattr(sys, "stderr", sys.stdout)  # as after 2>&1
    assert run_command_line(command.split()) == status


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


def test_what_another_thread_prints_is_no_part_of_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    raw = io.BytesIO()
    report = Report(raw, "utf-8")
    report.write("mine")
    other = Thread(target=report.write, args=("theirs",))
    other.start()
    other.join()
    report.flush()
    assert (raw.getvalue(), capsys.readouterr().err) == (b"mine", "theirs")


class Full(io.RawIOBase):
    """A device that takes nothing more, which is found out while something is written."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def write(self, _data: object) -> int:
        raise FULL


def test_what_could_not_be_written_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "x").open("w") as file:
        report = Report(Full(file.fileno()), "utf-8", write_through=True)  # type: ignore[arg-type]
        monkeypatch.setattr(sys, "stdout", report)
        with pytest.raises(OSError, match="No space left"):
            report.write("lost")
        assert (flush(), report.fault) == (SAID.removeprefix("callflow: ").rstrip(), None)
        monkeypatch.undo()


class Standard(io.TextIOWrapper):
    """One of the standard streams, as far as its descriptor tells."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(io.BytesIO())
        self.descriptor = descriptor

    def fileno(self) -> int:
        return self.descriptor


def test_descriptor_1_is_standard_error_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[tuple[int, int]] = []
    monkeypatch.setattr(sys, "stdout", Standard(1))
    monkeypatch.setattr(sys, "stderr", Standard(2))
    monkeypatch.setattr(os, "dup", lambda _: os.open(tmp_path / "report", os.O_CREAT | os.O_WRONLY))
    monkeypatch.setattr(os, "dup2", lambda old, new: moved.append((old, new)))
    set_apart()
    assert moved == [(2, 1)]
    assert isinstance(sys.stdout, Report)
    sys.stdout.write("found")
    sys.stdout.close()
    assert (tmp_path / "report").read_text() == "found"


def test_where_no_thread_is_left_the_program_ends_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Report(io.BytesIO(), "utf-8"))
    monkeypatch.setattr(_process, "threads", list)
    with pytest.raises(SystemExit) as ended:
        leave(3)
    monkeypatch.undo()
    assert ended.value.code == 3
