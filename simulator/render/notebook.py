"""What an object shows of itself in a notebook: a table in HTML, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap"


def html_table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], tint: Callable[[object], str] = lambda _cell: ""
) -> str:
    """A table; cells are written with `str`, None as an empty cell; `tint` gives a cell's background, or ""."""
    head = "".join(f'<th scope="col" style="text-align:left">{escape(text)}</th>' for text in headers)
    body = "".join(f"<tr>{''.join(_cell(value, tint(value)) for value in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object, tint: str) -> str:
    style = f"{_CELL};background:{tint}" if tint else _CELL
    return f'<td style="{style}">{"" if value is None else escape(str(value))}</td>'
