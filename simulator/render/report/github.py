"""Workflow commands of GitHub Actions: each scenario that does not hold is one annotation, where it fails first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.reports.file_report import FileReport
from simulator.render.diagnostics.github import command
from simulator.render.diagnostics.github import render as render_findings
from simulator.render.report_lines import blocks, excuse, unreached_lines, verdict_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.scenario.verdict import SuiteResult, Verdict

FORMAT = "github"


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """One command a line, nothing for what passed."""
    files = render_findings(FileReport(one.file, one.source, None, one.diagnostics) for one in result.unreadable)
    missing = "".join(_unreached(cause, verdicts) for cause, verdicts in result.unreached.items())
    missing += command("error", {"title": "interrupted"}, result.missing) + "\n" if result.missing else ""
    missing += command("notice", {"title": "callflow test"}, result.stopped) + "\n" if result.stopped else ""
    others = [one for one in result.verdicts if not one.unreached]
    excused = "".join(_excused(one, excuse(one)) for one in others if excuse(one))
    held = [one for one in others if not excuse(one)]
    return files + missing + "".join(_annotation(one) for one in held if one.failures) + excused


def _excused(verdict: Verdict, why: str) -> str:
    """What is skipped, and what is expected to fail: a notice."""
    scenario = verdict.scenario
    properties: dict[str, object] = {"file": scenario.file, "line": scenario.line, "title": scenario.name}
    return command("notice", properties, why) + "\n"


def _unreached(cause: str, verdicts: Sequence[Verdict]) -> str:
    """One annotation for all scenarios that a cause keeps from being run, at the first of them."""
    scenario = verdicts[0].scenario
    properties: dict[str, object] = {"file": scenario.file, "line": scenario.line, "title": "the backend is not there"}
    return command("error", properties, "\n".join(unreached_lines(cause, verdicts))) + "\n"


def _annotation(verdict: Verdict) -> str:
    told = [one for one, _ in blocks(verdict.failures)]
    first = next((one for one in told if one.severity == verdict.outcome), told[0])
    file, line, column = first.place.rsplit(":", 2)
    properties: dict[str, object] = {"file": file, "line": line, "col": column, "title": verdict.scenario.name}
    name = "warning" if verdict.outcome == "warn" else "error"
    return command(name, properties, verdict_text(verdict)) + "\n"
