"""The lines that bear on one place: of a long list only the item at hand, of several documents only that one.

All other lines are left empty, so that each line keeps its number; the number of the item is lost.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"[ ]*-(?:[ ]|$)")
_PARTS = ("---", "...")


def excerpt(lines: list[str], line: int) -> list[str]:
    """The lines of a text, those that do not bear on a line (from 0) empty."""
    first, last = _document(lines, line)
    kept = [*([""] * first), *lines[first:last], *([""] * (len(lines) - last))]
    dash = _outermost_item(kept, line, first)
    if dash is None:
        return kept
    deep = _indent(kept[dash])
    begin, end = dash, _after(kept, dash + 1, last, deep)
    while begin > first and not _above(kept[begin - 1], deep):
        begin -= 1
        kept[begin] = ""
    while end < last and not _above(kept[end], deep):
        kept[end] = ""
        end += 1
    return kept


def _document(lines: list[str], line: int) -> tuple[int, int]:
    """From which line to before which one the document goes that a line is in."""
    first, last = line, line + 1
    while first > 0 and not lines[first].startswith(_PARTS):
        first -= 1
    while last < len(lines) and not lines[last].startswith(_PARTS):
        last += 1
    return first, last


def _outermost_item(lines: list[str], line: int, first: int) -> int | None:
    """The line at which the outermost item of a list begins that a line is in."""
    found, deep = None, _indent(lines[line]) + 1
    for at in range(line, first - 1, -1):
        said = lines[at]
        if said.strip() and _indent(said) < deep:
            deep = _indent(said)
            if _ITEM.match(said):
                found = at
    return found


def _after(lines: list[str], at: int, last: int, deep: int) -> int:
    """The line that an item ends before."""
    while at < last and (not lines[at].strip() or _indent(lines[at]) > deep):
        at += 1
    return at


def _above(line: str, deep: int) -> bool:
    """Whether a line belongs to what holds the list, and not to one of its items."""
    said = line.strip()
    told = bool(said) and said[0] != "#"
    return told and (_indent(line) < deep or (_indent(line) == deep and not _ITEM.match(line)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
