"""Text: the facts, then the tables, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.ansi import paint
from simulator.render.reporting.traffic_report import shown_value
from simulator.render.width import safe, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.render.reporting.traffic_report import ReportTable, TrafficReport

FORMAT = "text"


def render(report: TrafficReport, colour: bool = False) -> str:
    """All of it."""
    return "\n".join(_lines(report, colour)) + "\n"


def _lines(report: TrafficReport, colour: bool) -> Iterator[str]:
    yield paint(safe(report.title), "strong", colour)
    yield safe(report.known)
    for warning in report.warnings:
        yield f"{paint('warning', 'warning', colour)}: {safe(warning)}"
    yield ""
    yield from (f"{shown_value(one.value, one.unit):>10}  {safe(one.words)}" for one in report.facts)
    for found in report.tables:
        yield ""
        yield paint(found.title, "strong", colour)
        yield from _table(found)


def _table(table: ReportTable) -> Iterator[str]:
    units = [column.unit for column in table.columns]
    heads = [column.head for column in table.columns]
    rows = [[safe(shown_value(*pair)) for pair in zip(row, units, strict=True)] for row in table.rows]
    wide = [max(width(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, *rows):
        cells = (_padded(cell, wide[at], units[at] == "text") for at, cell in enumerate(row))
        yield f"  {'  '.join(cells)}".rstrip()
    if table.note:
        yield f"  {table.note}"


def _padded(cell: str, columns: int, left: bool) -> str:
    gap = " " * (columns - width(cell))
    return cell + gap if left else gap + cell
