"""The rows of reply tables as lines of their flow files, for tools that know coverage by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.model.reports.coverage import CoverageCounts


def lines_of(coverage: CoverageCounts) -> dict[str, dict[int, int]]:
    """By file and line, how often the rows that begin there answered; rows that no caller can reach are left out.

    A flow without a reply table, or one that could not be explored, has no lines.
    """
    found: dict[str, dict[int, int]] = {}
    for flow in coverage.flows:
        if flow.problem or not flow.rows:
            continue
        lines = found.setdefault(flow.file, {})
        numbers = {row.number: row.line for row in flow.rows}
        for row, hits in flow.row_hits.items():
            if row in numbers:
                lines[numbers[row]] = lines.get(numbers[row], 0) + hits
    return {file: dict(sorted(lines.items())) for file, lines in sorted(found.items())}
