"""JSON: a list with one object per file, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from simulator.model.diagnostic import Code, Severity
from simulator.model.reports.file_report import ordered
from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.diagnostic import Diagnostic, Fix
    from simulator.model.reports.file_report import FileReport

FORMAT = "json"


class StretchData(TypedDict):
    """A stretch of a file."""

    line: int
    column: int
    endLine: int
    endColumn: int


class FixData(StretchData):
    """A stretch of a file, and the text that belongs there."""

    text: str


class FindingData(StretchData):
    """A finding, and where it is."""

    code: Code
    severity: Severity
    message: str
    hint: str
    path: str
    fix: NotRequired[FixData]


def render(reports: Iterable[FileReport], colour: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Files in the order of their names, findings by line and column; both start at 1 and count characters."""
    return dumps(
        [
            {"file": report.file, "answer": report.answer, "diagnostics": [finding(d) for d in report.sorted]}
            for report in ordered(reports)
        ]
    )


def finding(found: Diagnostic) -> FindingData:
    """One finding as an object; `fix` is what to replace in the file, where that is certain."""
    span = found.span
    told: FindingData = {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "path": found.path,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    if found.fix is not None:
        told["fix"] = _fix(found.fix)
    return told


def _fix(fix: Fix) -> FixData:
    span = fix.span
    return {
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "text": fix.text,
    }
