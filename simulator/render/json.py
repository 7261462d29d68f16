"""JSON for people and machines: two spaces, all scripts as they are, and bytes that UTF-8 can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_UNFIT = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would begin a line, colour or reorder a terminal, or is no UTF-8, and that JSON does not escape by itself."""


def line(value: object) -> str:
    """The value as JSON on one line, with a line break at its end; what `dumps` escapes is escaped here too."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNFIT.sub(lambda hit: f"\\u{ord(hit.group()):04x}", text) + "\n"


def dumps(value: object) -> str:
    """The value as JSON text with a line break at its end; keys stay in their order.

    A lone surrogate, which no UTF-8 output can carry, is written as the escape that JSON has for it, and so are
    separators of lines, signs that reorder a text, and control characters. An iterator in a
    mapping is written as a list, each item as it comes: where there are many, they need not all be there at once.
    """
    text = "".join([*_parts(value), "\n"])
    return _UNFIT.sub(lambda hit: f"\\u{ord(hit.group()):04x}", text)


def _parts(value: object) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield _written(value, 0)
        return
    before = "{"
    for key, part in value.items():
        yield f"{before}\n  {_written(key, 2)}: "
        yield from _items(part) if isinstance(part, Iterator) else (_written(part, 2),)
        before = ","
    yield "\n}"


def _items(items: Iterator[object]) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}\n    {_written(item, 4)}"
        before = ","
    yield "[]" if before == "[" else "\n  ]"


def _written(value: object, indent: int) -> str:
    """A value whose lines begin that far from the left; no text in JSON has a line break of its own."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return text.replace("\n", "\n" + " " * indent) if indent else text
