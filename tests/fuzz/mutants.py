"""One text becomes another that is nearly as good: lines, bytes and values exchanged, doubled, nested, cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 26, 10**30, 0.5, 1e308, float("nan"), float("inf"), "", " ", "x" * 5000, "é",
    "\ud800", "\x07", "\u2028", "\x1b[2J", "::error::x", "\n", "`", "${x}", "*", "other", "/a+/", "/(a|aa)+$/", "/(/",
    "9" * 5000,
    "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "+6591234567", "silence", "hangup@9s", "busy", "answered:9s",
    [], {}, [[]], {"a": {}}, [None], {"": ""}, "http://u:p@127.0.0.1:9/z", "../x", "\0", "say", "ERROR",
    "CALL_RECEIVED", "proved", -2003, "10s", "1e999s", "-0", "9999999999s",
)  # fmt: skip
SNIPPETS = (
    "{", "}", "[", "]", ",", ":", '"', "'", "#", "&a ", "*a", "<<: *a", "!", "!!binary ", "|", ">", "---\n", "...\n",
    "%TAG\n", "\n",
    "\r\n", "\t", "\0", "\xff", "\ufeff", "\u2028", "\u0085", "\ud800", "NaN", "- ", "? ", "0x", "1e999", "null", "~",
    "\\u12",
    "“", "  ", "\x1b[2J", "9" * 4400, "[" * 70, "[" * 3000, "{a: " * 120, "- " * 120, "${x}", "use: a", "@", "`", "=",
)  # fmt: skip


_PHRASES = (
    "Press 1 for sales, 2 for a person, or 0 to hear it again.", "ja, bitte 3", "กด 1", "1", "22", "#", "*", "é", "…",
    "* other: ${digits}", "'quoted' \"text\"", "- a: b # c", "/a+/", "null", "2026-01-13", "~", "0x1F", "\u200f", "?",
)  # fmt: skip


MOST = 1 << 20
"""Bytes of an input: thirty times thirty times a list is more than a person has."""


def mutant(dice: random.Random, seeds: Sequence[str]) -> bytes:
    """One input, made of one or two of these."""
    return _mutant(dice, seeds)[:MOST]


def _mutant(dice: random.Random, seeds: Sequence[str]) -> bytes:
    way = dice.random()
    if way < 0.02:
        return dice.randbytes(dice.randrange(200))
    text = dice.choice(seeds)
    if way < 0.45:
        text = _other_values(dice, text)
    if way > 0.3:
        for _ in range(dice.randrange(1, 4)):
            text = dice.choice((_lines, _snippet, _spliced))(dice, text, seeds)
    raw = text.encode("utf-8", "surrogatepass")
    if way > 0.95:
        raw = bytes(byte ^ (dice.random() < 0.01) for byte in raw)
    return raw.replace(b"\n", b"\r\n") if way > 0.9 else raw


def relative(dice: random.Random, seeds: Sequence[str]) -> bytes:
    """One input that is well formed, and mostly right: another number or text here and there, a part more or less."""
    data = _yaml(dice.choice(seeds))
    for _ in range(dice.randrange(4)):
        data = varied(dice, data)
    return json.dumps(data, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")


SPOKEN = ("text", "promptMessage", "successMessage", "failureMessage", "scenario", "flow", "clientActionId")
"""Keys whose values may be any text, or nearly."""


def varied(dice: random.Random, data: Any, spoken: bool = False) -> Any:
    """One value somewhere inside exchanged for one of its kind, or an item of a list doubled or left out."""
    if isinstance(data, dict) and data:
        key = dice.choice((*data,))
        return {**data, key: varied(dice, data[key], key in SPOKEN)}
    if isinstance(data, list) and data:
        at = dice.randrange(len(data))
        pieces = ([varied(dice, data[at])],) * 6 + ([data[at]] * 2, [] if len(data) > 1 else [data[at]])
        return [*data[:at], *dice.choice(pieces), *data[at + 1 :]]
    if isinstance(data, bool):
        return not data
    if isinstance(data, int):
        return max(0, data + dice.choice((-1000, -1, 1, 1, 2, 1000)))
    return dice.choice((*_PHRASES, f"{data} {dice.choice(_PHRASES)}")) if spoken and isinstance(data, str) else data


def _other_values(dice: random.Random, text: str) -> str:
    """The same data with a few values of another kind, as JSON, which every reader takes too."""
    try:
        data: Any = [json.loads(line) for line in text.splitlines()] if text.startswith("{") else _yaml(text)
    except ValueError:
        return text
    for _ in range(dice.randrange(1, 5)):
        data = changed(dice, data)
    if text.startswith("{") and isinstance(data, list):
        return "\n".join(json.dumps(one, ensure_ascii=dice.random() < 0.5) for one in data)
    return json.dumps(data, ensure_ascii=dice.random() < 0.5, indent=dice.choice((None, 1)))


def _yaml(text: str) -> Any:
    from simulator.loading.yaml.text import load_yaml_all

    roots = [document.root for document in load_yaml_all(text.encode())]
    if not roots or roots[0] is None:
        raise ValueError(text)
    return roots[0].plain


def changed(dice: random.Random, data: Any) -> Any:
    """One value somewhere inside taken away, put in, doubled, wrapped or replaced."""
    if isinstance(data, dict) and data and dice.random() < 0.9:
        key = dice.choice((*data, "a"))
        way = dice.random()
        if way < 0.12:
            return {name: value for name, value in data.items() if name != key}
        if way < 0.2:
            return {**data, dice.choice(VALUES[12:36]): data.get(key)}
        return {**data, key: changed(dice, data.get(key))}
    if isinstance(data, list) and data and dice.random() < 0.9:
        at = dice.randrange(len(data))
        one = changed(dice, data[at])
        pieces: tuple[list[Any], ...] = ([], [one], [one], [one], [data[at]] * 2, [one] * 30)
        return [*data[:at], *dice.choice(pieces), *data[at + 1 :]]
    return dice.choice((*VALUES, [data], {"a": data}, {"payload": data}))


def _lines(dice: random.Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    way = dice.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(to, lines[at])
    elif way == 2:
        lines[at] = " " * dice.randrange(1, 5) + lines[at]
    elif way == 3:
        lines[at], lines[to] = lines[to], lines[at]
    else:
        lines[at] = lines[at].replace(": ", ":" if dice.random() < 0.5 else ": - ", 1)
    return "\n".join(lines)


def _snippet(dice: random.Random, text: str, _: Sequence[str]) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice((*SNIPPETS, "")) + text[at + dice.randrange(3) :]


def _spliced(dice: random.Random, text: str, seeds: Sequence[str]) -> str:
    """The beginning of one and the end of another, or a stretch of it twice."""
    other = dice.choice(seeds)
    at, to = dice.randrange(len(text) + 1), dice.randrange(len(other) + 1)
    return (
        text[:at] + other[to : to + dice.randrange(200)] + text[at:] if dice.random() < 0.5 else text[:at] + other[to:]
    )
