"""What is wrong with one value or name that is no JSON, in words: what was found and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.loading.signs import name_of, named
from simulator.loading.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.json.tokens import JsonToken

MOST_DIGITS = 4300
"""Digits of a whole number beyond which it is not read (Python's own limit)."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NUMBER_LIKE = re.compile(r"[+-]?(?:[0-9][0-9_.,eE+-]*|\.[0-9]+|0[xXoObB][0-9a-fA-F]+)")
_IN_STRING = re.compile(r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})|(?P<bad>\\u?[\s\S]?|\r\n|[\x00-\x1f])")
_CONTROL = {"\n": ("a line break", "\\n"), "\r\n": ("a line break", "\\n"), "\t": ("a tab", "\\t")}
_ESCAPES = {"\r": "\\r", "\b": "\\b", "\f": "\\f"}
LITERALS = {"true": "true", "false": "false", "null": "null", "none": "null", "nil": "null", "undefined": "null"}
"""What other languages write, and JSON for it."""

Problem = tuple[int, int, str]
"""Where it starts, where it ends, and what is wrong with it."""


def problems(token: JsonToken, *, name: bool) -> Iterator[Problem]:
    """All that is wrong with a value, or with the name of a field where `name`."""
    if token.kind in ("string", "folded"):
        yield from _in_string(token)
    elif name or token.kind != "word":
        yield token.start, token.end, _QUOTES[token.kind](token.text, "name" if name else "text")
    elif problem := _word(token.text):
        yield token.start, token.end, problem


def _in_string(token: JsonToken) -> Iterator[Problem]:
    for found in _IN_STRING.finditer(token.text, 1, len(token.text) - 1):
        if not (bad := found.group("bad")):
            continue
        place = token.start + found.start()
        if bad[0] == "\\":
            yield (
                place,
                token.start + found.end(),
                (
                    f"`{printable(bad)}` is no escape of JSON: write `\\\\` for a backslash, or one of "
                    r"`\"` `\/` `\b` `\f` `\n` `\r` `\t` `\u0041`"
                ),
            )
        else:
            what, instead = _CONTROL.get(bad) or (named(bad), _ESCAPES.get(bad, f"\\u{ord(bad):04x}"))
            yield place, place + len(bad), f"{what} stands inside a text: write `{instead}` for it, or leave it out"


def _word(word: str) -> str:
    """What is wrong with a value in no quotes; nothing with a number, true, false or null."""
    if _NUMBER.fullmatch(word):
        digits = len(re.split(r"[.eE]", word.lstrip("-"))[0])
        return f"a number of {digits} digits is too long to be read" if digits > MOST_DIGITS else ""
    if word in ("true", "false", "null"):
        return ""
    shown = printable(word)
    if literal := LITERALS.get(word.lower()):
        return f"`{shown}` is no value of JSON: write `{literal}`"
    if word.lstrip("+-") in ("NaN", "Infinity"):
        return f"`{shown}` is no number in JSON: write a plain number, or leave the field out"
    if _NUMBER_LIKE.fullmatch(word):
        return (
            f"`{shown}` is no number in JSON (no plus, no leading zero, a digit on both sides of the point): "
            "write a plain number, or put it in double quotes where a text is meant"
        )
    return f"`{shown}` is in no quotes: put a text in double quotes"


def _unquoted(text: str, role: str) -> str:
    return f"the {role} `{printable(text)}` is in no quotes: put it in double quotes"


def _single(text: str, role: str) -> str:
    return f"the {role} `{printable(text)}` is in single quotes: JSON has only double quotes"


def _curly(text: str, role: str) -> str:
    return f'the {role} `{printable(text)}` is in curly quotes: use the straight double quote `"`'


def _open(text: str, role: str) -> str:
    return f"the {role} `{printable(text)}` is never closed: put a double quote at its end"


def _other(text: str, role: str) -> str:
    return (
        f"`{printable(text)}` (U+{ord(text):04X}, {name_of(text)}) cannot stand here: remove it, "
        f"or put the {role} in quotes"
    )


_QUOTES = {"word": _unquoted, "single": _single, "curly": _curly, "open": _open, "other": _other}
