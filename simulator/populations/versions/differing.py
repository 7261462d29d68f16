"""What differs between two versions: exactly, or with an interval where calls were drawn, and who would notice."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALWAYS, POWER = 1.959964, 0.841621
"""Standard deviations of a test at 5 % with two sides, and of a power of 80 %."""
LEAST = 1e-9
"""A difference that is none, but for rounding."""
MOST_CALLS = 10**12


class Measured(NamedTuple):
    """A share or a mean of a version; `variance` is that of one call, None where it is unknown.

    `calls` is of how many calls it was measured; None where it is exact.
    """

    name: str
    words: str
    unit: Literal["share", "number", "seconds"]
    value: float
    variance: float | None = None
    calls: int | None = None


class Differing(NamedTuple):
    """A measure in both versions, None where one has none; the interval holds 95 of 100 times, where calls were drawn.

    `needed` is how many real calls of each version it takes to see the difference (power 80 %, at 5 %); None where
    there is none, or nobody knows how much one call differs from another.
    """

    name: str
    words: str
    unit: Literal["share", "number", "seconds"]
    old: float | None
    new: float | None
    difference: float | None
    interval: tuple[float, float] | None = None
    needed: int | None = None


def share(name: str, words: str, value: float, calls: int | None = None) -> Measured:
    """A share, whose variance is known by itself."""
    return Measured(name, words, "share", value, value * (1 - value), calls)


def differing(old: Sequence[Measured], new: Sequence[Measured]) -> Iterator[Differing]:
    """All measures of both, in the order of the first."""
    olds, news = ({one.name: one for one in side} for side in (old, new))
    for name in dict.fromkeys((*olds, *news)):
        yield _pair(olds.get(name), news.get(name))


def _pair(old: Measured | None, new: Measured | None) -> Differing:
    like = old or new
    assert like is not None  # a name is that of one of them
    if old is None or new is None:
        return Differing(*like[:3], old and old.value, new and new.value, None)
    away = new.value - old.value
    return Differing(*like[:3], old.value, new.value, away, _interval(old, new), _needed(old, new))


def _interval(old: Measured, new: Measured) -> tuple[float, float] | None:
    drawn = [one for one in (old, new) if one.calls is not None]
    if not drawn or any(one.variance is None for one in drawn):
        return None
    error = sqrt(sum((one.variance or 0.0) / (one.calls or 1) for one in drawn))
    away = new.value - old.value
    return away - ALWAYS * error, away + ALWAYS * error


def _needed(old: Measured, new: Measured) -> int | None:
    away = abs(new.value - old.value)
    if away <= LEAST or old.variance is None or new.variance is None:
        return None
    both = old.variance + new.variance
    if old.unit == "share":
        middle = (old.value + new.value) / 2
        spread = ALWAYS * sqrt(2 * middle * (1 - middle)) + POWER * sqrt(both)
        found = (spread / away) ** 2
    else:
        found = (ALWAYS + POWER) ** 2 * both / away**2
    return max(2, ceil(found)) if found < MOST_CALLS else None
