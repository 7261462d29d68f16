"""Texts and classes of a drawing as XML."""

from __future__ import annotations

from html import escape

from simulator.model.drawing.words import printable


def classes(*names: str | bool) -> str:
    """The names of a shape's classes; the last one says whether it was passed."""
    *kinds, passed = names
    return " ".join(map(str, (*kinds, "passed") if passed else kinds))


def safe_xml(text: str) -> str:
    """Escaped, without the characters that XML cannot hold at all, and on one line of the source."""
    return escape(printable(text), quote=True).replace("\n", "&#10;")
