"""Text: a table of the flows, then what no call did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import SHARE_OF
from simulator.model.reports.coverage import shown_percent
from simulator.render.ansi import paint
from simulator.render.coverage_words import gaps, notes, seen
from simulator.render.width import safe, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.coverage import CoverageCounts, FlowCoverage

FORMAT = "text"
MOST = 25
"""Gaps of one flow that are shown; json and html have them all."""


def render(coverage: CoverageCounts, colour: bool = False) -> str:
    """The table, and under it each flow that has something to say."""
    if not coverage.flows:
        return "coverage: no flow was called\n"
    details = ["\n".join(_details(flow, colour)) + "\n" for flow in coverage.flows]
    return "\n".join(["\n".join(_table(coverage, colour)) + "\n", *details])


def _table(coverage: CoverageCounts, colour: bool) -> Iterator[str]:
    rows = [("coverage", "places", "edges", "", "")]
    rows += [
        (safe(flow.name), f"{flow.places_covered}/{len(flow.places)}", f"{flow.edges_covered}/{len(flow.edges)}",
         *_share(flow)) for flow in coverage.flows
    ]  # fmt: skip
    if len(coverage.flows) > 1:
        total = (f"{coverage.places_covered}/{coverage.places}", f"{coverage.edges_covered}/{coverage.edges}")
        rows.append(("total", *total, shown_percent(coverage.percent), SHARE_OF[coverage.ground]))
    columns = [max(width(row[at]) for row in rows) for at in range(4)]
    for number, (name, *figures, of) in enumerate(rows):
        shown = [f"{figure:>{columns[at]}}" for at, figure in enumerate(figures, 1)]
        line = "  ".join([name + " " * (columns[0] - width(name)), *shown]).rstrip() + of
        full = number and figures[-1] in ("100 %", "")
        yield paint(line, "strong" if not number else "good" if full else "warning", colour)


def _share(flow: FlowCoverage) -> tuple[str, str]:
    return ("", "") if flow.problem else (shown_percent(flow.percent), SHARE_OF[flow.ground])


def _details(flow: FlowCoverage, colour: bool) -> Iterator[str]:
    yield paint(safe(flow.name), "strong", colour)
    found = list(gaps(flow))
    yield from (f"  {line}" for line in found[:MOST])
    if len(found) > MOST:
        yield f"  and {len(found) - MOST} more, which json and html list"
    if not found and not flow.problem:
        yield f"  nothing{SHARE_OF[flow.ground]} is left over"
    yield from (f"  {line}" for line in notes(flow))
    yield from (f"  {paint(f'{name}: {what}', 'faint', colour)}" for name, what in seen(flow))
