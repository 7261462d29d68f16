"""Everything that is to be said of a scenario file by itself; nothing is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.files.reading import reading
from simulator.model.reports.file_report import FileReport
from simulator.running.source import read_bytes
from simulator.scenario.reading.scenario_file import read_scenarios

if TYPE_CHECKING:
    from simulator.loading.files.account_file import Read


def scenario_report(path: str, read_file: Read | None = None) -> FileReport:
    """A report for a scenario file. Raises UsageError where there is no such file."""
    read_file = read_file or reading(Path(path))
    raw = read_bytes(Path(path), read_file)
    _, found = read_scenarios(raw, Path(path).parent, path, read_file)
    return FileReport(path, raw.decode(errors="replace"), None, found)
