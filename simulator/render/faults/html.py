"""HTML: one self-contained page with the matrix, coloured, and each cell's calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import in_words
from simulator.model.behaviour.words import in_short
from simulator.render.fault_words import KINDS, cell, ends, hears, reproduce, summary
from simulator.render.page.markup import Html, tag
from simulator.render.page.page import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow, Strike

FORMAT = "html"
BADGES = ("pass", "warn", "fail")
"""By gravity."""


def render(matrix: FaultMatrix, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The page; it needs no server and no network."""
    parts = [
        _part("matrix", "Matrix", _matrix(matrix)),
        _part("faults", "Faults", tag("ul", [tag("li", _kind(kind.title, kind.words)) for kind in matrix.columns])),
        _part("calls", "Calls", [_calls(matrix, number, row) for number, row in enumerate(matrix.rows, 1)]),
        _part("left", "Not tried", _left(matrix)) if matrix.bounds else None,
    ]
    return page(matrix.title, f"What faults do to its callers: {summary(matrix)}.", *parts)


def _part(name: str, title: str, *inside: object) -> Html:
    return tag("section", tag("h2", title, id=name), *inside, aria_labelledby=name)


def _kind(title: str, words: str) -> list[object]:
    return [tag("strong", title), ": ", words]


def _matrix(matrix: FaultMatrix) -> Html:
    heads = [tag("th", name, scope="col") for name in ("Place", *(kind.title for kind in matrix.columns))]
    rows = []
    for number, row in enumerate(matrix.rows, 1):
        where = tag("th", f"{number}. {in_short(row.place)}", scope="row", dir="auto")
        cells = [tag("td", _badge(row.cells.get(kind.name, ()))) for kind in matrix.columns]
        rows.append(tag("tr", where, cells))
    table = tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows))
    note = tag("p", "A cell tells the gravest of its calls; ! where the fault leaves the line dead.", class_="soft")
    return tag("div", note, table, class_="wide", tabindex="0", role="group", aria_label="the matrix")


def _badge(strikes: Sequence[Strike]) -> Html | None:
    if not strikes:
        return None
    return tag("span", cell(strikes), class_=f"badge {BADGES[strikes[0].gravity]}")


def _calls(matrix: FaultMatrix, number: int, row: FaultRow) -> Html:
    heads = [tag("th", name, scope="col") for name in ("Fault", "At", "Heard after it", "Ends", "Shown by")]
    rows = [_call(matrix, one) for strikes in row.cells.values() for one in strikes]
    table = tag("table", tag("thead", tag("tr", heads)), tag("tbody", rows))
    title = tag("summary", f"{number}. {in_short(row.place)} ", tag("code", row.way.options), dir="auto")
    label = f"the calls of place {number}"
    return tag("details", title, tag("div", table, class_="wide", tabindex="0", role="group", aria_label=label))


def _call(matrix: FaultMatrix, strike: Strike) -> Html:
    trouble = tag("p", strike.trouble, class_="soft") if strike.trouble else None
    return tag(
        "tr",
        tag("td", KINDS[strike.fault].title),
        tag("td", in_words(strike.input_class)),
        tag("td", hears(strike), trouble, dir="auto"),
        tag("td", tag("span", ends(strike), class_=f"badge {BADGES[strike.gravity]}")),
        tag("td", tag("code", reproduce(matrix, strike))),
    )


def _left(matrix: FaultMatrix) -> Html:
    return tag("p", f"{', '.join(matrix.bounds)}: {matrix.left} places were seen and not explored.")
