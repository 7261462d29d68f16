"""What a result is, as a value that can be compared and hashed: its classes, fields and containers, however deep."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Mapping, Set
from typing import Any

import attrs


def by_value(thing: Any) -> Hashable:
    """A value that is equal for two things of the same content.

    Fields that say `eq=False` (a function, seconds of real time) are no part of it.
    """
    if attrs.has(type(thing)):
        fields = [field.name for field in attrs.fields(type(thing)) if field.eq]
        return (type(thing).__qualname__, *(by_value(getattr(thing, name)) for name in fields))
    if isinstance(thing, Mapping):
        return frozenset((key, by_value(value)) for key, value in thing.items())
    if isinstance(thing, tuple | list):
        return tuple(map(by_value, thing))
    if isinstance(thing, Set):
        return frozenset(map(by_value, thing))
    if isinstance(thing, array) or getattr(thing, "ndim", None):
        return _column(thing)
    found: Hashable = thing
    return found


def _column(numbers: Any) -> Hashable:
    """Numbers of numpy or of a plain array, as bytes: a tuple of a million would take seconds and much memory."""
    view = memoryview(numbers)
    # Of 64 bits, numpy calls whole numbers `l` or `q`, as the machine has it; how many bytes they are tells `l` apart.
    return view.format.replace("l", "q"), view.shape, view.tobytes()
