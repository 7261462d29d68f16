"""JSON: a list with one object per file, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.reports.file_report import ordered
from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.diagnostic import Diagnostic, Span
    from simulator.model.reports.file_report import FileReport

FORMAT = "json"


def render(reports: Iterable[FileReport], colour: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Files in the order of their names, findings by line and column; both start at 1 and count characters."""
    return dumps(
        [
            {"file": report.file, "answer": report.answer, "diagnostics": [finding(d) for d in report.sorted]}
            for report in ordered(reports)
        ]
    )


def finding(found: Diagnostic) -> dict[str, object]:
    """One finding as an object; `fix` is what to replace in the file, where that is certain."""
    told: dict[str, object] = {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "path": found.path,
        **_place(found.span),
    }
    return told if found.fix is None else {**told, "fix": {**_place(found.fix.span), "text": found.fix.text}}


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "endLine": span.end_line, "endColumn": span.end_column}
