"""What an object shows of itself in a notebook: a table in HTML, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap"


def html_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; cells are written with `str`, None as an empty cell."""
    head = "".join(f'<th scope="col" style="text-align:left">{escape(text)}</th>' for text in headers)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    return f'<td style="{_CELL}">{"" if value is None else escape(str(value))}</td>'
