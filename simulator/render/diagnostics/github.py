"""Workflow commands of GitHub Actions: each finding becomes an annotation on the changed line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.model.reports.file_report import findings
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.diagnostic import Diagnostic
    from simulator.model.reports.file_report import FileReport

FORMAT = "github"

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(reports: Iterable[FileReport], colour: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """One command a line, nothing for a file without findings."""
    return "".join(_command(report.file, found) + "\n" for report, found in findings(reports))


def _command(file: str, found: Diagnostic) -> str:
    span = found.span
    properties: dict[str, object] = {"file": file, "line": span.line, "endLine": span.end_line}
    # GitHub takes columns only for annotations of a single line.
    if span.line == span.end_line:
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"callflow {found.code}"
    text = "\n".join(part for part in (f"{found.message} ({found.path})", found.hint) if part)
    return command(_COMMANDS[found.severity], properties, text)


def command(name: str, properties: dict[str, object], text: str) -> str:
    """One workflow command, everything escaped; its file, if any, is told as the workspace of the runner has it."""
    if "file" in properties:
        properties = {**properties, "file": in_workspace(str(properties["file"]))}
    listed = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    return _printable(f"::{name} {listed}::{text.translate(_DATA)}")


def in_workspace(file: str) -> str:
    """The file relative to GITHUB_WORKSPACE, where it lies in there: annotations are found by that name alone."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not Path(file).exists():
        return file
    root, path = Path(workspace).resolve(), Path(file).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def _printable(text: str) -> str:
    """On one line, whatever a file is called or says."""
    return safe(text)
