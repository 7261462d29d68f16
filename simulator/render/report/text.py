"""Text: what failed and why, then how many of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.ansi import Style, paint
from simulator.render.report._totals import totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.scenario.verdict import SuiteResult, Unreadable, Verdict

FORMAT = "text"

_STYLES: dict[str, Style] = {"pass": "good", "warn": "warning", "fail": "error", "skip": "info", "xfail": "info"}


def render(result: SuiteResult, colour: bool = False) -> str:
    """Files at fault first, then backends that are not there, then every other verdict that is no pass."""
    broken = (verdict for verdict in result.verdicts if verdict.outcome != "pass" and not verdict.unreached)
    found = [_file(one, colour) for one in result.unreadable]
    found += ["\n".join(_unreached(cause, held, colour)) + "\n" for cause, held in result.unreached.items()]
    found += ["\n".join(_verdict(verdict, colour)) + "\n" for verdict in broken]
    found += [paint(result.missing, "error", colour) + "\n"] if result.missing else []
    grave = "good" if result.ok and result.verdicts else "error"
    return "\n".join([*found, paint(totals(result), grave, colour)]) + "\n"  # type: ignore[arg-type]


# A suite that passes has none of these, and does not wait for what shows them.
def _file(file: Unreadable, colour: bool) -> str:
    from simulator.model.reports.file_report import FileReport
    from simulator.render.diagnostics.text import render as render_findings

    return render_findings([FileReport(file.file, file.source, None, file.diagnostics)], colour)


def _unreached(cause: str, verdicts: Sequence[Verdict], colour: bool) -> Iterator[str]:
    from simulator.render.report_lines import unreached_lines

    first, *rest = unreached_lines(cause, verdicts)
    yield f"{paint('FAIL', _STYLES['fail'], colour)} {paint(first, 'strong', colour)}"
    yield from rest


def _verdict(verdict: Verdict, colour: bool) -> Iterator[str]:
    from simulator.render.report_lines import blocks, excuse, failure_lines, printed_lines
    from simulator.render.width import safe

    scenario = verdict.scenario
    head = paint(verdict.outcome.upper(), _STYLES[verdict.outcome], colour)
    yield f"{head} {paint(safe(scenario.name), 'strong', colour)}  {safe(scenario.file)}:{scenario.line}"
    if excused := excuse(verdict):
        yield f"  {safe(excused)}"
        return
    for failure, after in blocks(verdict.failures):
        for line in failure_lines(failure, after):
            yield f"  {line}"
    for line in printed_lines(verdict.printed):
        yield f"  {line}"
