"""Text: the matrix in 100 columns, places that are alike as one row, and each silent cell with what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.words import in_short
from simulator.model.drawing.words import in_quotes
from simulator.render.ansi import paint
from simulator.render.fault_words import (
    KINDS,
    alike,
    cell,
    cells_with,
    columns_of,
    ends,
    moments,
    place,
    reproduce,
    strikes_of,
    summary,
)
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.fault_matrix import FaultMatrix, Strike

FORMAT = "text"
WIDTH = 6


def render(matrix: FaultMatrix, colour: bool = False) -> str:
    """All of it."""
    return "\n".join(_lines(matrix, colour)) + "\n"


def _lines(matrix: FaultMatrix, colour: bool) -> Iterator[str]:
    columns = columns_of(matrix)
    yield f"{paint(safe(matrix.title), 'strong', colour)}: {summary(matrix)}."
    yield from _missing(matrix)
    yield ""
    yield paint(_line("", [kind.title for kind in columns]), "strong", colour)
    groups = alike(matrix)
    for number, rows in enumerate(groups, 1):
        yield _line(str(number), [cell(strikes_of(rows[0], kind)) for kind in columns])
    yield ""
    yield "A cell tells the gravest of its calls: dead! where the fault leaves the line dead, else how the call ends."
    yield from (f"  {kind.title:<{WIDTH}} {kind.words}" for kind in columns)
    yield ""
    yield paint("Places", "strong", colour)
    yield from (f"{number:>4}  {place(row)}" for number, rows in enumerate(groups, 1) for row in rows)
    yield from _heard(matrix, colour)
    yield from _part("Trouble besides the fault", matrix, 2, colour)
    yield from _part("The line goes dead", matrix, 1, colour)


def _line(head: str, cells: list[str]) -> str:
    return (f"{head:>4}  " + " ".join(f"{text:<{WIDTH}}" for text in cells)).rstrip()


def _missing(matrix: FaultMatrix) -> Iterator[str]:
    if matrix.bounds:
        yield f"cut short ({', '.join(matrix.bounds)}); {matrix.left} places were seen and not explored"


def _heard(matrix: FaultMatrix, colour: bool) -> Iterator[str]:
    """What callers still hear where a fault leaves them something to hear."""
    calls = [(number, name, one) for number, _, _, name, some in cells_with(matrix, 0) for one in some if one.heard]
    if calls:
        yield ""
        yield paint("Still heard", "strong", colour)
    for number, name, strike in calls:
        when = moments([strike])
        said = " ".join(map(in_quotes, strike.heard))
        yield f"{number:>4}  {KINDS[name].title}{f' ({safe(when)})' if when else ''}: {safe(said)}"


def _part(title: str, matrix: FaultMatrix, gravity: int, colour: bool) -> Iterator[str]:
    last = None
    for number, row, more, name, strikes in cells_with(matrix, gravity):
        if last is None:
            yield ""
            yield paint(title, "strong", colour)
        if row is not last:
            yield f"{number:>4}  {safe(in_short(row.place))}{f', and {more} more' if more else ''}"
        last = row
        when = moments(strikes)
        first = strikes[0]
        yield f"      {KINDS[name].title}{f' ({safe(when)})' if when else ''}{_what(first)}"
        yield f"        {reproduce(matrix, first)}"


def _what(strike: Strike) -> str:
    if strike.trouble:
        return f": {safe(strike.trouble)}"
    last = f'the last words: "{safe(strike.before)}"' if strike.before else "before anything was heard"
    return f": {ends(strike)}, {last}"
