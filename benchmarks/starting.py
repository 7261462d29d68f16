"""Start-up: whole processes, against `python -c pass`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import flows
from benchmarks._measure import line, ratio, run_installed


def report() -> str:
    """Two rows of the report: `check` of one file, and `--help`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "body.json")
        file.write_bytes(flows.MENU)
        check = _row("callflow check FILE / python -c pass", ["check", str(file)], "at most 12")
    return f"{check}\n{_row('callflow --help / python -c pass', ['--help'], 'at most 8')}"


def _row(what: str, arguments: list[str], reach: str) -> str:
    ours = [sys.executable, "-m", "simulator", *arguments]
    figures = ratio(
        lambda: run_installed(ours), lambda: run_installed([sys.executable, "-c", "pass"]), rounds=11, times=1
    )
    return line(what, *figures, reach)
