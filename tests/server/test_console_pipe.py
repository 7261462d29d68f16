"""The console of `callflow serve`: a pipe that nobody reads, or that is closed, holds up nothing."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.cli.base.emulating.printing import LinePrinter
from tests.server.test_serve_command import ask

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pipe() -> Iterator[tuple[int, io.TextIOWrapper]]:
    """A pipe: what reads it, and what writes."""
    reads, writes = os.pipe()
    with os.fdopen(writes, "w", encoding="utf-8") as out:
        yield reads, out
    os.close(reads)


def test_lines_are_written_in_order(pipe: tuple[int, io.TextIOWrapper]) -> None:
    reads, out = pipe
    printer = LinePrinter(out)
    for number in range(3):
        printer.write(f"line {number} ä\n")
    printer.close()
    assert os.read(reads, 1000).decode() == "line 0 ä\nline 1 ä\nline 2 ä\n"


def test_a_pipe_that_nobody_reads_costs_lines_and_no_time(pipe: tuple[int, io.TextIOWrapper]) -> None:
    reads, out = pipe
    printer = LinePrinter(out, waiting=2)
    for _ in range(20):
        printer.write("x" * 65_536 + "\n")
    printer.close()  # it does not wait either
    seen = b""
    while seen.count(b"\n") < 2:  # a third one, if the thread has begun before all were there
        seen += os.read(reads, 1 << 20)
    printer.write("again\n")
    printer.close()
    while b"again" not in seen:
        seen += os.read(reads, 1 << 20)
    last = seen.decode().splitlines()[-2:]
    assert last[0].startswith("(")
    assert last[0].endswith(" lines are left out: nobody reads them)")
    assert last[1] == "again"


def test_a_pipe_that_is_closed_is_written_to_no_more(pipe: tuple[int, io.TextIOWrapper]) -> None:
    _, out = pipe
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", encoding="utf-8") as gone:
        printer = LinePrinter(gone)
        for _ in range(3):
            printer.write("line\n")
        printer.close()
    assert not printer._thread.is_alive()
    assert not out.closed


def test_what_is_no_file_is_written_to_all_the_same() -> None:
    out = io.StringIO()
    printer = LinePrinter(out)
    printer.write("line\n")
    printer.close()
    assert out.getvalue() == "line\n"


@pytest.mark.nested
def test_a_server_whose_console_nobody_reads_goes_on() -> None:
    command = [sys.executable, "-m", "simulator", "serve", "--port", "0"]
    environment = {name: one for name, one in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as started:
        assert started.stderr is not None
        base = started.stderr.readline().strip().rpartition(" ")[2]
        for _ in range(40):  # each line has a path of 2,000 signs: more than a pipe holds
            assert ask(base, f"/{'x' * 2000}")[0] == 404
        started.send_signal(signal.SIGINT)
        assert started.wait(10) == 130
