"""Everything that is to be said of a file of ours, and of what it names; nothing is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.files.reading import reading
from simulator.model.reports.file_report import FileReport
from simulator.running.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.loading.files.account_file import Read
    from simulator.loading.files.recognised import FileKind
    from simulator.model.account import Account
    from simulator.running.source import SourceCheck


def own_reports_of(
    file: str,
    kind: FileKind | None,
    read: Read,
    *,
    account: Account | None = None,
    ignore: Iterable[str] = (),
    at: str | int | None = None,
    check: SourceCheck | None = None,
) -> list[FileReport] | None:
    """One report for a scenario, an account or callers; for a flow one for each file that it names too.

    None where the file is none of these: a body, then. For `account`, `ignore`, `at` and `check` see `flow_reports`.
    Raises UsageError where there is no such file.
    """
    if kind == "account":
        from simulator.running.flow_check import account_report

        return [account_report(file, read)]
    if kind == "callers":
        from simulator.running.callers import callers_report

        return [callers_report(file, read)]
    if kind == "scenario":
        return [scenario_report(file, read)]
    if kind != "flow":
        return None
    from simulator.running.flow_check import flow_reports

    return flow_reports(file, account=account, ignore=ignore, at=at, read_file=read, check=check)


def scenario_report(path: str, read_file: Read | None = None) -> FileReport:
    """A report for a scenario file. Raises UsageError where there is no such file."""
    from simulator.scenario.reading.scenario_file import read_scenarios  # most files are none, and need not wait for it

    read_file = read_file or reading(Path(path))
    raw = read_bytes(Path(path), read_file)
    _, found = read_scenarios(raw, Path(path).parent, path, read_file)
    return FileReport(path, raw.decode(errors="replace"), None, found)
