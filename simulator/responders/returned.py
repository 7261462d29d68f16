"""What a Python function returned: a reply, or something that is none, said in words and with its JSON path."""

from __future__ import annotations

import inspect
import json
from typing import Any

from simulator.engine.answer import RawReply
from simulator.loading.paths import child
from simulator.responders.live import Served

EXPECTED = "expected the reply: a dict, JSON text or bytes"
DEEPEST = 100
"""Levels that are looked at for what JSON cannot hold; a reply of the platform has four."""


def served(found: Any) -> Served:
    """The reply that a function returned: a dict, JSON as text or bytes, or (HTTP status, any of these)."""
    status = 200
    if isinstance(found, tuple):
        if len(found) != 2 or type(found[0]) is not int:
            return _odd(_tuple(found))
        status, found = found
    if isinstance(found, bytes | bytearray):
        return Served(RawReply(status, bytes(found)))
    if isinstance(found, str):
        return Served(RawReply(status, found.encode("utf-8", "surrogatepass")))
    if found is None:
        return _odd(f"None, {EXPECTED}")
    try:
        return Served(RawReply(status, json.dumps(found).encode()))
    except (TypeError, ValueError, RecursionError) as error:
        return _odd(_why(found, error))


def _why(found: Any, error: Exception) -> str:
    at, what = unwritable(found) or ("$", str(error))
    if at == "$" and not isinstance(found, dict | list):
        return f"{what}, {EXPECTED}"
    return f"what cannot be written as JSON: {what} at {at}"


def _odd(what: str) -> Served:
    return Served(RawReply(body=b""), why=f"the function returned {what}")


def _tuple(found: tuple[Any, ...]) -> str:
    if len(found) >= 2 and type(found[1]) is int:
        more = ", ..." * (len(found) > 2)
        return f"(reply, {found[1]}{more}): the HTTP status comes first, ({found[1]}, reply)"
    return f"a tuple of {len(found)}, {EXPECTED}, or (HTTP status, reply)"


def unwritable(value: Any, path: str = "$", above: tuple[int, ...] = ()) -> tuple[str, str] | None:
    """The first thing inside a value that JSON cannot hold: its path, and what it is."""
    if id(value) in above:
        return path, "a part that holds itself"
    if len(above) >= DEEPEST:
        return path[:60] + "...", f"more than {DEEPEST} levels"
    if isinstance(value, dict):
        odd = next((key for key in value if not isinstance(key, str | int | float | None)), None)
        if odd is not None:
            return path, f"a key that is {_kind(odd)}"
        inside = [(child(path, str(key)), one) for key, one in value.items()]
    elif isinstance(value, list | tuple):
        inside = [(f"{path}[{index}]", one) for index, one in enumerate(value)]
    else:
        fine = value is None or isinstance(value, str | int | float)
        return None if fine else (path, _kind(value))
    found = (unwritable(one, at, (*above, id(value))) for at, one in inside)
    return next((one for one in found if one is not None), None)


def _kind(value: Any) -> str:
    name = type(value).__name__
    if inspect.isgenerator(value) or inspect.isasyncgen(value):
        return f"{_article(name)} (its function has a `yield`)"
    return _article(name)


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
