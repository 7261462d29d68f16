"""Engines in a process of their own: what they say, and how they are ended."""

from __future__ import annotations

import os
import signal
import time
from threading import Timer
from typing import TYPE_CHECKING

import pytest

from simulator.hearing.speech.child import EngineOutput, end_engines, output_of

if TYPE_CHECKING:
    from pathlib import Path


def shell(script: str) -> tuple[str, ...]:
    return ("sh", "-c", script)


def test_what_it_says_about_a_text_comes_back() -> None:
    assert output_of(shell("tr a-z A-Z"), "grüße", 20) == EngineOutput("GRüßE".encode())


@pytest.mark.parametrize(
    ("script", "why", "hung"),
    [
        ("exit 3", "crashed with exit status 3", False),
        ("kill -SEGV $$", "crashed with signal 11", False),
        ("cat /dev/zero", "went on for more than 0 MB of sound and was ended", True),
    ],
)
def test_what_goes_wrong_is_told(script: str, why: str, hung: bool) -> None:
    text = "a" * (3_000 if hung else 300_000)
    assert output_of(shell(script), text, 20, most=1000) == EngineOutput(why=why, hung=hung)


def test_a_program_that_is_not_there_is_told() -> None:
    assert output_of(("/nowhere/engine",), "", 20) == EngineOutput(why="cannot be started: No such file or directory")


def test_one_that_hangs_is_ended_by_force_with_all_that_it_started(tmp_path: Path) -> None:
    began = time.monotonic()
    script = f"trap '' TERM; sleep 60 & echo $! >{tmp_path}/child; sleep 60"
    assert output_of(shell(script), "", 0.3) == EngineOutput(why="hung and was ended after 0.3 s", hung=True)
    assert time.monotonic() - began < 10
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 10
    while alive(child) and time.monotonic() < until:
        pass
    assert not alive(child)


@pytest.mark.parametrize(
    ("rest", "found"),
    [("", EngineOutput(b"ab")), ("exit 4", EngineOutput(why="crashed with exit status 4")), ("sleep 60", None)],
)
def test_what_left_its_session_with_the_pipes_is_not_waited_for(
    rest: str, found: EngineOutput | None, tmp_path: Path
) -> None:
    began = time.monotonic()
    leaves = f"setsid sh -c 'echo $$ >{tmp_path}/one; exec sleep 60' & until [ -s {tmp_path}/one ]; do :; done"
    came = output_of(shell(f"printf ab; {leaves}; {rest}"), "a" * 300_000, 1)
    assert came == (found or EngineOutput(why="hung and was ended after 1 s", hung=True))
    assert time.monotonic() - began < 10
    os.kill(int((tmp_path / "one").read_text()), signal.SIGKILL)


def alive(number: int) -> bool:
    """Whether a process runs: one that only waits to be buried does not."""
    try:
        os.kill(number, 0)
        with open(f"/proc/{number}/stat", encoding="ascii") as file:  # noqa: PTH123 - no file of a user
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_whoever_ends_the_process_ends_the_engines_first() -> None:
    timer = Timer(0.2, end_engines)
    timer.start()
    assert output_of(shell("sleep 60"), "", 50) == EngineOutput(why="crashed with signal 9")
    timer.join()
    end_engines()
