"""Markdown, for the summary of a CI step: how many of what, then each scenario that does not hold, folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.base.markdown import block, escaped, table
from simulator.render.report._totals import came_to, totals
from simulator.render.report_lines import excuse, fault_lines, headline, printed_lines, unreached_lines, verdict_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.scenario.verdict import SuiteResult, Verdict

FORMAT = "markdown"


def render(result: SuiteResult, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The summary."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: SuiteResult) -> Iterator[str]:
    yield f"## {came_to(result)}"
    yield ""
    yield f"{totals(result)}."
    if result.missing:
        yield from ("", f"**{result.missing}**")
    for one in result.unreadable:
        yield from ("", f"### {escaped(one.file)} is at fault", "")
        yield from block("\n".join(fault_lines(one)))
    for cause, held in result.unreached.items():
        yield ""
        yield from block("\n".join(unreached_lines(cause, held)))
    broken = [one for one in result.verdicts if one.outcome != "pass" and not one.unreached]
    if broken:
        yield ""
        yield from table(("", "Scenario", "Where", "What"), map(_row, broken))
    for verdict in (one for one in broken if not excuse(one)):
        yield ""
        yield from _details(verdict)


def _row(verdict: Verdict) -> tuple[str, ...]:
    scenario = verdict.scenario
    said = excuse(verdict) or headline(verdict.failures[0])
    return verdict.outcome, escaped(scenario.name), escaped(f"{scenario.file}:{scenario.line}"), escaped(said)


def _details(verdict: Verdict) -> Iterator[str]:
    yield f"<details><summary>{escaped(verdict.scenario.name)}</summary>"
    yield ""
    yield from block("\n".join((verdict_text(verdict), *printed_lines(verdict.printed))))
    yield ""
    yield "</details>"
