"""CSV, for a spreadsheet: the table that the report is about, numbers as they are (shares from 0 to 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.width import safe

if TYPE_CHECKING:
    from simulator.render.reporting.traffic_report import CellValue, TrafficReport

FORMAT = "csv"
_COMMANDS = ("=", "+", "-", "@")
"""A spreadsheet takes a text that begins so for a formula."""


def render(report: TrafficReport, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """One table: a line of heads, then a line for each row; where there is none the single numbers are one."""
    if report.tables:
        main = report.tables[report.main]
        heads, rows = [column.head for column in main.columns], main.plain or main.rows
    else:
        heads, rows = ["name", "value", "words"], tuple((one.name, one.value, one.words) for one in report.facts)
    lines = [heads, *([_cell(one) for one in row] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line))}\n" for line in lines)


def _cell(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{safe(value)}" if value.startswith(_COMMANDS) else safe(value)
    return f"{value:.9g}"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",') else cell
