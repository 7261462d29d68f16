"""How many columns a text takes in a fixed-width font, and what stands in for characters that have none."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

TAB = "    "
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(char: str) -> str:
    """What to print for one character of a file: nothing may move the cursor, colour or reorder a terminal."""
    if char == "\t":
        return TAB
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    hidden = category(char) in ("Cc", "Cs", "Zl", "Zp") or _BIDI.match(char)
    return "\ufffd" if hidden else char


def safe(text: str) -> str:
    """A text of someone else's, on one line, that can be printed anywhere."""
    return text if text.isascii() and text.isprintable() else "".join(map(visible, text))


def cells(char: str) -> int:
    """Columns of one character: 0 for what combines, 2 for wide ones, else 1."""
    if char.isascii():
        return 1
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns of a text."""
    return len(text) if text.isascii() else sum(map(cells, text))


def wrap(text: str, columns: int, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of at most `columns`, broken at spaces where there are any."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        cut = _fitting(rest, columns)
        if cut < len(rest):
            cut = rest.rfind(" ", 1, cut + 1) if " " in rest[1 : cut + 1] else cut
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        lines[-1] = lines[-1][: _fitting(lines[-1], columns - 1)].rstrip("… ") + "…"
    return tuple(lines)


def _fitting(text: str, columns: int) -> int:
    """How many characters of the text fit, at least one."""
    taken = 0
    for index, char in enumerate(text):
        taken += cells(char)
        if taken > columns:
            return max(index, 1)
    return len(text)
