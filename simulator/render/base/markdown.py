"""Markdown for merge requests, wikis and step summaries: texts of someone else's in it are no markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\|`*_<>[]"})
_TICKS = re.compile("`+")


def escaped(text: str) -> str:
    """A text on one line, or in a cell: nothing in it is markup."""
    return safe(text).translate(_MARKS)


def code(text: str) -> str:
    """Options of a command; no backslash is one in code."""
    return f"`{safe(text)}`"


def row(cells: Sequence[str]) -> str:
    """One row of a table, its cells escaped already."""
    return f"| {' | '.join(cells)} |"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, its cells escaped already."""
    yield row(heads)
    yield row(["---"] * len(heads))
    yield from map(row, rows)


def block(text: str) -> Iterator[str]:
    """The lines of a text as they stand, whatever they hold."""
    lines = [safe(line) for line in text.split("\n")]
    longest = max((len(ticks) for line in lines for ticks in _TICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}text"
    yield from lines
    yield fence
