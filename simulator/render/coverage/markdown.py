"""Markdown, for the summary of a CI step: a table of the flows, then what no call did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import IN_WORDS, SHARE_OF
from simulator.model.reports.coverage import shown_percent
from simulator.render.base.markdown import escaped, table
from simulator.render.coverage.text import MOST
from simulator.render.coverage_words import gaps, notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.coverage import CoverageCounts, FlowCoverage

FORMAT = "markdown"


def render(coverage: CoverageCounts, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The summary."""
    return "\n".join(_lines(coverage)) + "\n"


def _lines(coverage: CoverageCounts) -> Iterator[str]:
    if not coverage.flows:
        yield "## Coverage: no flow was called"
        return
    yield f"## Coverage: {shown_percent(coverage.percent)}{SHARE_OF[coverage.ground]}"
    yield ""
    yield from table(("Flow", "Places", "Edges", "Covered", "How the totals are known"), map(_row, coverage.flows))
    for flow in coverage.flows:
        found = [*map(escaped, gaps(flow))]
        yield ""
        yield f"### {escaped(flow.name)}"
        yield ""
        yield from (f"- {line}" for line in found[:MOST])
        if len(found) > MOST:
            yield f"- and {len(found) - MOST} more, which json and html list"
        if not found and not flow.problem:
            yield f"- nothing{SHARE_OF[flow.ground]} is left over"
        yield from (f"- {escaped(line)}" for line in notes(flow))


def _row(flow: FlowCoverage) -> tuple[str, ...]:
    places, edges = f"{flow.places_covered}/{len(flow.places)}", f"{flow.edges_covered}/{len(flow.edges)}"
    share = "not explored" if flow.problem else f"{shown_percent(flow.percent)}{SHARE_OF[flow.ground]}"
    return escaped(flow.name), places, edges, share, IN_WORDS[flow.ground]
