"""The walk, compiled by numba: the functions of `walk.py` and `chance.py` as they stand, on signed integers."""

from __future__ import annotations

from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

from simulator.populations.sampling import chance, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    Fill = Callable[..., None]

_IN_ORDER = (
    "mixed", "key_of", "stream", "drawn", "high", "value", "chosen", "started", "arrives", "moved", "answered",
    "picked_up", "first_timer", "pressed", "leaving", "entered", "dialled", "visit", "visited", "walked", "filled",
)  # fmt: skip
"""Each after those that it calls."""
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""Threads share the work; nothing is allocated, so that nobody need count who refers to the tables.

All becomes one function in the last step of compiling; where `inline` does that in the first, it takes five times as
long.
"""


@cache
def compiled_fill() -> Fill:
    """`walk.filled`, compiled; without the lock of the interpreter, so that threads share the work."""
    from numba import njit

    names: dict[str, Any] = {name: signed(found) for name, found in (vars(chance) | vars(walk)).items()}
    for name in _IN_ORDER:
        own = FunctionType(names[name].__code__, names, name)
        own.__module__, own.__qualname__ = walk.__name__, name
        names[name] = njit(own, forceinline=name != _IN_ORDER[-1], **_OPTIONS)
    found: Fill = names["filled"]
    return found


def signed(value: Any) -> Any:
    """A whole number of 64 bits as a signed one; whatever else stays."""
    return value - (1 << 64) if isinstance(value, int) and value >= 1 << 63 else value
