"""What certainly belongs in the place of a slip: a comment, another language's literal, quotes of another kind."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from simulator.loading.json.scalars import LITERALS

if TYPE_CHECKING:
    from simulator.loading.json.tokens import JsonToken

TextEdit = tuple[int, int, str]
"""Where it starts, where it ends, and what belongs there instead."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PAIRS = ("\u201c\u201d", "\u201e\u201d", "\u201e\u201c", "\u201d\u201d")
"""Curly quotes that open and close a text, as word processors set them."""
_APART = frozenset("{}[]:, \t\r\n")


def as_json(token: JsonToken, *, name: bool) -> TextEdit | None:
    """A value, or the name of a field where `name`, as JSON has it; None where what was meant is not certain."""
    text = token.text
    if token.kind == "word":
        new = _named(text) if name else LITERALS.get(text.lower())
    elif token.kind == "single" or (token.kind == "curly" and text[0] + text[-1] in _PAIRS):
        new = _in_quotes(text[1:-1])
    else:
        new = None
    return None if new is None or new == text else (token.start, token.end, new)


def _named(text: str) -> str | None:
    return f'"{text}"' if _NAME.fullmatch(text) else None


def _in_quotes(text: str) -> str | None:
    """A text in double quotes; None for a backslash that is no escape of JSON."""
    if "\\" in text and '"' in text:
        return None
    written = '"' + text.replace('"', '\\"') + '"'
    try:
        json.loads(written)
    except ValueError:
        return None
    return written


def without_comment(text: str, comment: JsonToken) -> TextEdit | None:
    """The text without a comment, and without its line where nothing else stands there.

    None for one that is never closed, and for a `#` that may begin a value in no quotes.
    """
    start, end = comment.start, comment.start + len(comment.text.rstrip("\r"))
    block = comment.text.startswith("/*")
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    if (block and not (comment.text.endswith("*/") and len(comment.text) > 3)) or _a_value(comment.text, before):
        return None
    stop = text.find("\n", end) + 1 or len(text)
    if text[end:stop].strip():
        joins = bool(before) and before[-1] not in _APART and text[end] not in _APART
        return start, end, " " if joins else ""
    if before.strip():
        return begin + len(before.rstrip(" \t")), end, ""
    return begin, stop, ""


def _a_value(comment: str, before: str) -> bool:
    return comment[0] == "#" and bool(before.strip()) and comment[1:2] not in ("", " ", "\t", "#")
