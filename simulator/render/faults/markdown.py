"""Markdown, for a merge request or a wiki: the matrix as a table, places that are alike as one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.words import in_short
from simulator.render.fault_words import FEW, alike, columns_of, full_cell, strikes_of, summary
from simulator.render.width import safe

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
    yield f"## {_escaped(matrix.title)}"
    yield ""
    said = summary(matrix)
    yield f"{said[0].upper()}{said[1:]}. A cell tells the gravest of its calls."
    yield ""
    yield _row(["Place", *(kind.title for kind in columns)])
    yield _row(["---"] * (len(columns) + 1))
    for number, rows in enumerate(groups, 1):
        yield _row([f"{number}. {_places(rows)}", *(full_cell(strikes_of(rows[0], kind)) for kind in columns)])
    yield ""
    yield from (f"- **{kind.title}**: {kind.words}" for kind in columns)
    yield ""
    for number, rows in enumerate(groups, 1):
        yield from (f"- Place {number}: {_escaped(in_short(row.place))}{_keys(row.way)}" for row in rows)
    if matrix.bounds:
        yield f"- Cut short: {', '.join(matrix.bounds)}; {matrix.left} places were seen and not explored."


def _places(rows: Sequence[FaultRow]) -> str:
    """The places of a row; the first stands for many."""
    named = rows if len(rows) <= FEW else rows[:1]
    more = f", and {len(rows) - 1} more" if len(named) < len(rows) else ""
    return f"{'; '.join(_escaped(in_short(row.place)) for row in named)}{more}"


def _keys(way: Way) -> str:
    return f": {_escaped(way.said)} {_code(way.options)}" if way.options else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """Options of a command; no backslash is one in code."""
    return f"`{safe(text)}`"


def _escaped(text: str) -> str:
    """A text of someone else's in a cell: nothing in it is markup."""
    marks = str.maketrans({mark: f"\\{mark}" for mark in "\\|`*_<>[]"})
    return safe(text).translate(marks)
