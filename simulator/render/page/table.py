"""A table that is a row of cards on a phone: each cell then has the name of its column in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.page.markup import Html, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(
    heads: Sequence[str], rows: Iterable[Sequence[object]], label: str, names: Sequence[str] = (), more: str = ""
) -> Html:
    """A table whose rows begin with what they are about.

    `names` are the heads as a card says them, where these are longer; `more` is a class.
    """
    top = tag("tr", [tag("th", name, scope="col") for name in heads])
    body = [_row(row, names or heads) for row in rows]
    made = tag("table", tag("thead", top), tag("tbody", body), class_=f"cards {more}".rstrip())
    return tag("div", made, class_="wide", tabindex="0", role="group", aria_label=label)


def _row(cells: Sequence[object], names: Sequence[str]) -> Html:
    first = tag("th", cells[0], scope="row", dir="auto")
    return tag("tr", first, [_cell(*pair) for pair in zip(cells[1:], names[1:], strict=True)])


def _cell(inside: object, name: str) -> Html:
    if inside is None:
        return tag("td", class_="none")
    return tag("td", tag("div", inside), data_name=name, dir="auto")
