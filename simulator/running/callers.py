"""A callers file: the model that it describes, or a report of what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.files.reading import read_given, reading
from simulator.loading.files.callers_file import read_callers
from simulator.loading.files.flow_file import placed
from simulator.model.reports.file_report import FileReport
from simulator.running.source import read_bytes, refuse_other

if TYPE_CHECKING:
    from simulator.loading.files.account_file import Read
    from simulator.model.caller_model import CallerModel


def callers_at(path: Path) -> CallerModel:
    """The model of a callers file. Raises UsageError with every fault in it."""
    raw = read_bytes(path, read_given)
    refuse_other(path, raw, "callers")
    model, faults = read_callers(raw)
    if model is None:
        found = placed(faults, path.as_posix(), raw)
        raise UsageError(*(f"{one.file}:{one.span.line}:{one.span.column}: {one.message} at {one.path}"
                           f"{f' ({one.hint})' if one.hint else ''} [{one.code}]" for one in found))  # fmt: skip
    return model


def callers_report(path: str, read_file: Read | None = None) -> FileReport:
    """A report for a callers file. Raises UsageError where there is no such file."""
    raw = read_bytes(Path(path), read_file or reading(Path(path)))
    _, faults = read_callers(raw)
    return FileReport(path, raw.decode(errors="replace"), None, tuple(placed(faults, path, raw)))
