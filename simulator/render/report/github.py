"""Workflow commands of GitHub Actions: each failure becomes an annotation on the line of the scenario file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.reports.file_report import FileReport
from simulator.render.diagnostics.github import command
from simulator.render.diagnostics.github import render as render_findings
from simulator.render.report_lines import blocks, failure_lines, unreached_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.scenario.verdict import Failure, SuiteResult, Verdict

FORMAT = "github"


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """One command a line, nothing for what passed."""
    files = render_findings(FileReport(one.file, one.source, None, one.diagnostics) for one in result.unreadable)
    missing = "".join(_unreached(cause, verdicts) for cause, verdicts in result.unreached.items())
    missing += command("error", {"title": "interrupted"}, result.missing) + "\n" if result.missing else ""
    others = [one for one in result.verdicts if not one.unreached]
    return files + missing + "".join(_annotation(one, *block) for one in others for block in blocks(one.failures))


def _unreached(cause: str, verdicts: Sequence[Verdict]) -> str:
    """One annotation for all scenarios that a cause keeps from being run, at the first of them."""
    scenario = verdicts[0].scenario
    properties: dict[str, object] = {"file": scenario.file, "line": scenario.line, "title": "the backend is not there"}
    return command("error", properties, "\n".join(unreached_lines(cause, verdicts))) + "\n"


def _annotation(verdict: Verdict, failure: Failure, after: Sequence[Failure]) -> str:
    file, line, column = failure.place.rsplit(":", 2)
    properties: dict[str, object] = {"file": file, "line": line, "col": column, "title": verdict.scenario.name}
    name = "warning" if failure.severity == "warn" else "error"
    return command(name, properties, "\n".join(failure_lines(failure, after))) + "\n"
