"""Colours for a terminal, by hand: nothing is imported for them, and without colour nothing is added."""

from __future__ import annotations

from typing import Literal

Style = Literal["error", "warning", "info", "help", "frame", "strong", "good", "faint"]

_CODES: dict[Style, str] = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "help": "1;32",
    "frame": "1;34", "strong": "1", "good": "1;32", "faint": "2",
}  # fmt: skip


def paint(text: str, style: Style, colour: bool) -> str:
    """The text in a style where colour is wanted; an empty text stays empty."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if colour and text else text
