"""Markdown, for a merge request or a wiki: the matrix as a table, places that are alike as one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.words import in_short
from simulator.render.base.markdown import code, escaped, row
from simulator.render.fault_words import FEW, alike, columns_of, full_cell, strikes_of, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.behaviour.way import Way
    from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow

FORMAT = "markdown"


def render(matrix: FaultMatrix, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The matrix, and its faults and places under it."""
    return "\n".join(_lines(matrix)) + "\n"


def _lines(matrix: FaultMatrix) -> Iterator[str]:
    columns, groups = columns_of(matrix), alike(matrix)
    yield f"## {escaped(matrix.title)}"
    yield ""
    said = summary(matrix)
    yield f"{said[0].upper()}{said[1:]}. A cell tells the gravest of its calls."
    yield ""
    yield row(["Place", *(kind.title for kind in columns)])
    yield row(["---"] * (len(columns) + 1))
    for number, rows in enumerate(groups, 1):
        yield row([f"{number}. {_places(rows)}", *(full_cell(strikes_of(rows[0], kind)) for kind in columns)])
    yield ""
    yield from (f"- **{kind.title}**: {kind.words}" for kind in columns)
    yield ""
    for number, rows in enumerate(groups, 1):
        yield from (f"- Place {number}: {escaped(in_short(one.place))}{_keys(one.way)}" for one in rows)
    if matrix.bounds:
        yield f"- Cut short: {', '.join(matrix.bounds)}; {matrix.left} places were seen and not explored."


def _places(rows: Sequence[FaultRow]) -> str:
    """The places of a row; the first stands for many."""
    named = rows if len(rows) <= FEW else rows[:1]
    more = f", and {len(rows) - 1} more" if len(named) < len(rows) else ""
    return f"{'; '.join(escaped(in_short(one.place)) for one in named)}{more}"


def _keys(way: Way) -> str:
    return f": {escaped(way.said)} {code(way.options)}" if way.options else ""
