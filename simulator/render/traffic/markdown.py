"""Markdown, for a merge request or a wiki: facts as a list, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.base.markdown import escaped, table
from simulator.render.reporting.traffic_report import shown_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.render.reporting.traffic_report import TrafficReport

FORMAT = "markdown"


def render(report: TrafficReport, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """All of it."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: TrafficReport) -> Iterator[str]:
    yield f"## {escaped(report.title)}"
    yield ""
    yield escaped(report.known)
    yield ""
    yield from (f"- **Warning**: {escaped(warning)}" for warning in report.warnings)
    yield from (f"- **{shown_value(one.value, one.unit)}** {escaped(one.words)}" for one in report.facts)
    for found in report.tables:
        yield ""
        yield f"### {found.title}"
        yield ""
        units = [column.unit for column in found.columns]
        rows = [[escaped(shown_value(*pair)) for pair in zip(row, units, strict=True)] for row in found.rows]
        yield from table([column.head for column in found.columns], rows)
        if found.note:
            yield ""
            yield found.note
