"""True processes: the module as a command, closed pipes, and the same bytes under any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.__main__ import main
from simulator.cli.base.main import run_command_line
from simulator.render.formats import formats
from tests.bodies import BOOKING
from tests.cli.files import REFUSED, write

if TYPE_CHECKING:
    from tests.cli.conftest import Callflow

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.nested


def process(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m simulator ARGUMENTS`."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )


def test_the_module_is_the_command(folder: Path, callflow: Callflow) -> None:
    done = process("run", "booking.json", "--dtmf", "1 4#")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == callflow("run booking.json --dtmf '1 4#'").out


def test_the_exit_status_is_the_process_own(folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    assert process("check", "bad.json").returncode == 1
    assert process("check", "nowhere.json").returncode == 2
    assert process("check", "-", stdin=BOOKING.read_bytes()).returncode == 0


def test_main_exits_with_the_status_of_the_command(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["callflow", "check", "nowhere.json"])
    with pytest.raises(SystemExit) as leaving:
        main()
    assert leaving.value.code == 2


def test_the_entry_point_of_the_distribution_is_main(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import entry_points

    [script] = entry_points(group="console_scripts", name="callflow")
    monkeypatch.setattr(sys, "argv", ["callflow", "--version"])
    with pytest.raises(SystemExit) as leaving:
        script.load()()
    assert leaving.value.code == 0


def test_a_reader_that_has_enough_is_no_fault(folder: Path) -> None:
    """`callflow ... | head -1`: the pipe is closed while more is to come."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", "run", "booking.json", "--format", "json"],
            stdout=closed,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("opened", "status", "told"),
    [
        ("closed", 0, b""),
        ("full", 2, b"callflow: standard output cannot be written: No space left on device\n"),
    ],
)
@pytest.mark.parametrize("line", ["explain L024", "run booking.json --format json"])
def test_what_cannot_be_written_at_the_end_is_one_line(
    folder: Path, opened: str, status: int, told: bytes, line: str
) -> None:
    if opened == "full":
        writer = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, writer = os.pipe()
        os.close(reader)
    command = [sys.executable, "-m", "simulator", *line.split()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with os.fdopen(writer, "wb", buffering=0) as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env=environment, check=False)
    assert (done.returncode, done.stderr) == (status, told)


def test_a_python_that_turns_warnings_into_errors_has_none_to_tell(folder: Path) -> None:
    for line in ("run booking.json --dtmf 1", "explain L024", "check nowhere.json"):
        done = process(*line.split(), PYTHONWARNINGS="error")
        assert b"Warning" not in done.stderr
        assert done.returncode == (2 if "nowhere" in line else 0)


def test_a_standard_error_that_is_closed_changes_no_exit_status(folder: Path) -> None:
    write(folder, "bad.json", REFUSED)
    program = f"exec {sys.executable} -m simulator check"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name, status in (("nowhere.json", 2), ("bad.json", 1), ("booking.json", 0), (f"{'n' * 300}.json", 2)):
        done = subprocess.run(["sh", "-c", f"{program} {name} 2>&- >/dev/null"], env=environment, check=False)
        assert done.returncode == status


def test_a_name_that_no_file_can_have_is_one_line(folder: Path) -> None:
    long = "n" * 300
    for line in (f"check {long}.json", f"test {long}.scenario.yaml", f"run booking.json --save {long}.scenario.yaml"):
        done = process(*line.split())
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert b"File name too long" in done.stderr


def test_output_is_utf_8_with_plain_line_breaks_whatever_the_system_says(folder: Path) -> None:
    text = "早安 \\ud83d\\ude00"
    body = {"callflow": [{"action": text}]}
    write(folder, "bad.json", body)
    done = process("check", "bad.json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1
    assert b"\r" not in done.stdout
    assert "refused" in done.stdout.decode("utf-8")


SCRIPT = """
import sys
from simulator.cli.base.main import run_command_line
for line in sys.argv[1:]:
    print("##", line, run_command_line(line.split()), flush=True)
"""
LINES = (
    *(f"check bad.json booking.json --format {name}" for name in formats("diagnostics")),
    *(f"run booking.json --account account.yaml --dtmf 1 --format {name}" for name in formats("run")),
    *(f"graph booking.json --format {name}" for name in formats("graph")),
    "assumptions",
    "explain -1006 L006",
    "chek booking.json",
    "check booking.json --acount x",
)


def under_seed(seed: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *LINES],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        check=True,
    ).stdout


def test_the_bytes_are_the_same_under_any_hash_seed(folder: Path) -> None:
    write(folder, "bad.json", {"callflow": [*REFUSED["callflow"], {"action": "hangup"}, {"action": "hangup"}], "a": 1})
    first = under_seed("0")
    assert first.count(b"## ") == len(LINES)
    assert b"Traceback" not in first
    assert first == under_seed("1")


def test_what_is_told_to_a_closed_standard_error_is_told_to_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert run_command_line(["check", "nowhere.json"]) == 2
