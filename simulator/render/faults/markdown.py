"""Markdown, for a merge request or a wiki: the matrix as a table, and the places under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.words import in_short
from simulator.render.fault_words import cell, summary
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.reports.fault_matrix import FaultMatrix

FORMAT = "markdown"


def render(matrix: FaultMatrix, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The matrix; a cell tells the gravest of its calls."""
    return "\n".join(_lines(matrix)) + "\n"


def _lines(matrix: FaultMatrix) -> Iterator[str]:
    columns = matrix.columns
    yield f"## {_escaped(matrix.title)}"
    yield ""
    said = summary(matrix)
    yield f"{said[0].upper()}{said[1:]}. `!` marks where the fault leaves the line dead."
    yield ""
    yield _row(["Place", "Keys", *(kind.title for kind in columns)])
    yield _row(["---"] * (len(columns) + 2))
    for row in matrix.rows:
        cells = [cell(row.cells.get(kind.name, ())) for kind in columns]
        keys = _code(row.way.options)
        yield _row([_escaped(in_short(row.place)), keys, *cells])
    yield ""
    yield from (f"- **{kind.title}**: {kind.words}" for kind in columns)
    if matrix.bounds:
        yield f"- Cut short: {', '.join(matrix.bounds)}; {matrix.left} places were seen and not explored."


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """Options of a command; no backslash is one in code, except before what divides cells."""
    return f"`{safe(text).replace('|', chr(92) + '|')}`" if text else ""


def _escaped(text: str) -> str:
    """A text of someone else's in a cell: nothing in it is markup."""
    marks = str.maketrans({mark: f"\\{mark}" for mark in "\\|`*_<>[]"})
    return safe(text).translate(marks)
