"""HTML: one self-contained page with the matrix, coloured, and the calls of each of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import in_words
from simulator.model.behaviour.words import in_short
from simulator.render.fault_words import (
    KINDS,
    alike,
    columns_of,
    ends,
    hears,
    reproduce,
    strikes_of,
    summary,
    verdict,
)
from simulator.render.page.markup import Html, joined, prose, tag, text
from simulator.render.page.page import page
from simulator.render.page.table import table
from simulator.render.page.ways import way_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow, Strike

FORMAT = "html"
BADGES = ("pass", "warn", "fail")
"""By gravity."""


def render(matrix: FaultMatrix, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    said = summary(matrix)
    groups = alike(matrix)
    parts = [
        _part("matrix", "Matrix", _matrix(matrix, groups)),
        _part("faults", "Faults", tag("ul", [tag("li", _kind(kind.title, kind.words)) for kind in matrix.columns])),
        _part("calls", "Calls", [_calls(matrix, number, rows) for number, rows in enumerate(groups, 1)]),
        _part("left", "Not tried", _left(matrix)) if matrix.bounds else None,
    ]
    return page(matrix.title, f"{said[0].upper()}{said[1:]}.", *parts)


def _part(name: str, title: str, *inside: object) -> Html:
    return tag("section", tag("h2", title, id=name), *inside, aria_labelledby=name)


def _kind(title: str, words: str) -> list[object]:
    return [tag("strong", title), ": ", prose(words)]


def _matrix(matrix: FaultMatrix, groups: list[list[FaultRow]]) -> Html:
    columns = columns_of(matrix)
    rows = [
        (_places(number, alike_rows), *(_badge(strikes_of(alike_rows[0], kind)) for kind in columns))
        for number, alike_rows in enumerate(groups, 1)
    ]
    names = [kind.words.replace("`", "") for kind in columns]
    note = tag("p", "A cell tells the gravest of its calls; places where all faults do the same share a row.")
    return joined(
        [note, table(["Place", *(kind.title for kind in columns)], rows, "the matrix", ["Place", *names], "matrix")]
    )


def _places(number: int, rows: Sequence[FaultRow]) -> Html:
    """The first place, and the others folded."""
    first = f"{number}. {in_short(rows[0].place)}"
    if len(rows) == 1:
        return text(first)
    others = tag("ul", [tag("li", in_short(row.place), dir="auto") for row in rows[1:]])
    return joined([first, tag("details", tag("summary", f"and {len(rows) - 1} more"), others)])


def _badge(strikes: Sequence[Strike]) -> Html | None:
    """How the gravest of its calls ends, in words."""
    if not strikes:
        return None
    first = strikes[0]
    error = tag("small", f" {first.error}") if first.error is not None else None
    return tag("span", verdict(first), error, class_=f"badge {BADGES[first.gravity]}")


def _calls(matrix: FaultMatrix, number: int, rows: Sequence[FaultRow]) -> Html:
    heads = ("Fault", "At", "Heard after it", "Ends", "Shown by")
    shown = [_call(matrix, one) for strikes in rows[0].cells.values() for one in strikes]
    more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
    keys = way_words(rows[0].way) if rows[0].way.options else None
    title = tag("summary", f"{number}. {in_short(rows[0].place)}{more} ", keys, dir="auto")
    return tag("details", title, table(heads, shown, f"the calls of place {number}"))


def _call(matrix: FaultMatrix, strike: Strike) -> tuple[object, ...]:
    trouble = tag("p", strike.trouble, class_="soft") if strike.trouble else None
    return (
        KINDS[strike.fault].title,
        in_words(strike.input_class),
        joined([hears(strike), trouble]),
        tag("span", ends(strike), class_=f"badge {BADGES[strike.gravity]}"),
        tag("code", reproduce(matrix, strike)),
    )


def _left(matrix: FaultMatrix) -> Html:
    return tag("p", f"{', '.join(matrix.bounds)}: {matrix.left} places were seen and not explored.")
