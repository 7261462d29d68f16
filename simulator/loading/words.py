"""Values as messages show them: quoted, cut where they are long, and always printable."""

from __future__ import annotations

import json
import re
from typing import Any

MEANT_BOOLEANS = {"yes": "true", "no": "false", "on": "true", "off": "false", "y": "true", "n": "false"}
"""Words for true and false that are texts to JSON and YAML 1.2."""

LONGEST = 60
"""Characters of a value that a message shows."""

SOMETHING = r"[^\x09-\x0d\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
"""A character that `str.strip` leaves: the `\\S` of ECMA-262 is another one."""

SPACE = SOMETHING.replace("[^", "[")
"""A character at which `str.split` divides: the `\\s` of ECMA-262 is another one."""

UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_JSON_TYPES = {
    dict: "object", list: "array", str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null",
}  # fmt: skip


def json_type(value: Any) -> str:
    """What JSON calls the type of a value: `integer`, `array`, `null` and so on."""
    return _JSON_TYPES[type(value)]


def printable(text: str) -> str:
    """The text made fit for a message, and cut after `LONGEST` characters."""
    return escaped(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def escaped(text: str) -> str:
    r"""The text with what cannot be printed written as `\uXXXX`."""
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def quoted(value: Any) -> str:
    """A value as JSON, between backticks."""
    return f"`{printable(_json(value))}`"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def choices(names: tuple[str, ...]) -> str:
    """`did you mean x or y?`, or nothing where no name is near."""
    return f"did you mean {' or '.join(f'`{printable(name)}`' for name in names)}?" if names else ""
