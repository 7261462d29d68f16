"""What differs between two versions: exactly, or with an interval where calls were drawn, and who would notice."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TWO_SIDED, POWER = 1.959964, 0.841621
"""Standard deviations of a test at 5 % with two sides, and of a power of 80 %."""
END = "end "
"""What the names of measures begin with that are shares of ends."""
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

    An end that a version never comes to has a share of 0 there. The interval of shares is Newcombe's, of Wilson's.
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
        yield _pair(olds.get(name) or _never(news[name], old), news.get(name) or _never(olds[name], new))


def _never(like: Measured, side: Sequence[Measured]) -> Measured | None:
    """The share of an end that calls of a side never came to; None of what was not measured there."""
    if not like.name.startswith(END) or not side:
        return None
    return share(like.name, like.words, 0.0, side[0].calls)


def _pair(old: Measured | None, new: Measured | None) -> Differing:
    like = old or new
    assert like is not None  # a name is that of one of them
    if old is None or new is None:
        return Differing(*like[:3], old and old.value, new and new.value, None)
    away = new.value - old.value
    return Differing(*like[:3], old.value, new.value, away, _interval(old, new), _needed(old, new))


def _interval(old: Measured, new: Measured) -> tuple[float, float] | None:
    ranges = [_range(one) for one in (old, new)]
    if old.calls is new.calls is None or None in ranges:
        return None
    (old_low, old_high), (new_low, new_high) = (one or (0.0, 0.0) for one in ranges)
    away = new.value - old.value
    less = sqrt((new.value - new_low) ** 2 + (old_high - old.value) ** 2)
    more = sqrt((new_high - new.value) ** 2 + (old.value - old_low) ** 2)
    return away - less, away + more


def _range(one: Measured) -> tuple[float, float] | None:
    """What a measure may be, 95 of 100 times; itself where it is exact, None where nobody knows."""
    if one.calls is None:
        return one.value, one.value
    if one.unit == "share":
        square = TWO_SIDED**2
        middle = (one.value + square / 2 / one.calls) / (1 + square / one.calls)
        spread = one.value * (1 - one.value) / one.calls + square / 4 / one.calls**2
        wide = TWO_SIDED * sqrt(max(spread, 0.0)) / (1 + square / one.calls)
        return min(middle - wide, one.value), max(middle + wide, one.value)
    if one.variance is None or one.calls < 2:
        return None
    wide = TWO_SIDED * sqrt(one.variance / one.calls)
    return one.value - wide, one.value + wide


def _needed(old: Measured, new: Measured) -> int | None:
    away = abs(new.value - old.value)
    if away <= LEAST or old.variance is None or new.variance is None:
        return None
    both = old.variance + new.variance
    if old.unit == "share":
        middle = (old.value + new.value) / 2
        spread = TWO_SIDED * sqrt(2 * middle * (1 - middle)) + POWER * sqrt(both)
        found = (spread / away) ** 2
    else:
        found = (TWO_SIDED + POWER) ** 2 * both / away**2
    return max(2, ceil(found)) if found < MOST_CALLS else None
