"""JSON for people and machines: two spaces, all scripts as they are, and bytes that UTF-8 can hold."""

from __future__ import annotations

import json
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def line(value: object) -> str:
    """The value as JSON on one line, with a line break at its end; what `dumps` escapes is escaped here too."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda hit: f"\\u{ord(hit.group()):04x}", text) + "\n"


def dumps(value: object) -> str:
    """The value as JSON text with a line break at its end; keys stay in their order.

    A lone surrogate, which no UTF-8 output can carry, is written as the escape that JSON has for it.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _SURROGATE.sub(lambda hit: f"\\u{ord(hit.group()):04x}", text) + "\n"
