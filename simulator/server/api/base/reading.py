"""Bodies of the operations that are no call flows, read as strictly: nothing is coerced."""

from __future__ import annotations

import json
import re
from typing import Any

from simulator.errors import UsageError

HIGHEST = 10**18 - 1
"""The highest whole number of a query: so many digits are read."""
WHOLE_NUMBER = {"type": "integer", "minimum": 0, "maximum": HIGHEST, "examples": [100]}
"""What `whole_number` reads."""
HIGHEST_PORT = 65535
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character of UTF-16: a text of JSON may have one, nothing else can."""


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises UsageError that says what it is instead."""
    try:
        found = json.loads(body.decode(), parse_constant=_no_json, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the body is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise UsageError(f"the body is {type(found).__name__}, expected an object")
    return found


def whole_number(text: str, name: str) -> int:
    """A whole number as a query or a header has it. Raises UsageError where it is none."""
    if not text.isascii() or not text.isdigit() or len(text) > len(str(HIGHEST)):
        raise UsageError(f'`{name}` is "{text}", expected a whole number from 0 to {HIGHEST}')
    return int(text)


def text_of(found: dict[str, Any], name: str, *, needed: bool = True, blank: bool = False) -> str | None:
    """A text of an object; one of spaces is one where it may be `blank`: readers differ in what a space is.

    Raises UsageError where it is none, or missing and needed.
    """
    value = found.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or not (value if blank else value.strip()):
        raise UsageError(f"`{name}` is {'missing' if value is None else 'no text'}: expected a text")
    if _HALF.search(value):
        raise UsageError(f"`{name}` has half a character (a surrogate alone): expected a text")
    return value


def flag_of(found: dict[str, Any], *names: str) -> bool:
    """True or false under the first of these names that is given; true where none is. Raises UsageError for any."""
    given = [switch_of(found, name) for name in names]
    return next((value for value in given if value is not None), True)


def switch_of(found: dict[str, Any], name: str) -> bool | None:
    """True or false, None where it is not given. Raises UsageError."""
    value = found.get(name)
    if value is not None and not isinstance(value, bool):
        raise UsageError(f"`{name}` is neither true nor false")
    return value


def number_of(found: dict[str, Any], name: str, low: int, high: int, default: int | None = None) -> int:
    """A whole number of an object. Raises UsageError where it is none, out of range, or missing without a default."""
    value = found.get(name, default)
    if value is None and default is not None:
        return default
    if type(value) is not int or not low <= value <= high:
        raise UsageError(f"`{name}` is {value!r}, expected a whole number from {low} to {high}")
    return value


def _no_json(constant: str) -> None:
    raise ValueError(f"{constant} is no value of JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is there twice")
    return found
