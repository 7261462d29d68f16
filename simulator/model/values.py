"""Values that people give to constructors and functions: numbers, times and texts of any library, or a UsageError."""

from __future__ import annotations

import reprlib
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from operator import index
from typing import Any

from simulator.errors import UsageError
from simulator.registry import nearest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60


def shown(value: object) -> str:
    """A value as a message quotes it: one line, and no longer than can be read."""
    try:
        return _short.repr(value).replace("\n", " ")
    except Exception:  # what cannot even show itself still has a type
        return f"a {type(value).__name__}"


def plain(value: Any) -> Any:
    """What stands for a number, text or time of Python as that: a scalar of numpy, a whole number of any library.

    Anything else is given back as it is.
    """
    if type(value).__module__ == "numpy" and not getattr(value, "ndim", 1):
        return value.astype("datetime64[us]").item() if value.dtype.kind == "M" else value.item()
    if isinstance(value, int) or not hasattr(type(value), "__index__"):
        return value
    try:
        return index(value)
    except TypeError:  # an array of numpy has the method, and is no number
        return value


def whole(name: str, value: Any, least: int | None = 0, most: int | None = None) -> int:
    """A whole number between two bounds. Raises UsageError that names it."""
    found = plain(value)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    try:
        if isinstance(found, bool):
            raise TypeError
        found = index(found)
    except TypeError:
        raise _no_whole(name, value, least, most) from None
    if (least is not None and found < least) or (most is not None and found > most):
        raise _no_whole(name, value, least, most)
    return found


def milliseconds(name: str, value: Any) -> int:
    """A length of time in ms, which may be a timedelta. Raises UsageError that names it."""
    found = plain(value)
    if isinstance(found, timedelta):
        found = round(found / _MS)
    return whole(name, found)


def number(name: str, value: Any) -> float:
    """A number of 0 and more, which may be endless. Raises UsageError that names it."""
    found = plain(value)
    if isinstance(found, bool) or not isinstance(found, int | float) or not found >= 0:
        raise UsageError(f"{name} is {shown(value)}, expected a number of 0 and more")
    return found


def choice(name: str, value: Any, known: Collection[str]) -> None:
    """Raise UsageError that names it where a text is none of those that are known."""
    if isinstance(value, str) and value in known:
        return
    near = nearest(value, known, 1) if isinstance(value, str) else ()
    hint = f': did you mean "{near[0]}"?' if near else ""
    raise UsageError(f"{name} is {shown(value)}, expected {', '.join(known)}{hint}")


def texts(name: str, value: Any) -> tuple[str, ...]:
    """Several texts, of a list or the like. Raises UsageError that names it."""
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise UsageError(f"{name} is {shown(value)}, expected a list of texts")
    found = tuple(value)
    for one in found:
        if not isinstance(one, str):
            raise UsageError(f"{name} holds {shown(one)}, expected texts")
    return found


def since_1970(value: datetime) -> int:
    """The ms since 1970 of a point in time; one without a time zone is in UTC, as the simulated clock is."""
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MS


def _no_whole(name: str, value: object, least: int | None, most: int | None) -> UsageError:
    bounds = "" if least is None else f" from {least} to {most}" if most is not None else f", {least} and more"
    return UsageError(f"{name} is {shown(value)}, expected a whole number{bounds}")
