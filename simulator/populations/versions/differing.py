"""What differs between two versions: exactly, or with an interval where calls were drawn, and who would notice."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, isnan, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.populations.versions.intervals import (
    TWO_SIDED,
    in_both,
    mean_range,
    of_difference,
    paired_range,
    share_range,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

POWER = 0.841621
"""Standard deviations of a power of 80 %."""
END = "end "
"""What the names of measures begin with that are shares of ends."""
LEAST = 1e-9
"""A difference that is none, but for rounding."""
MOST_CALLS = 10**12


class Measured(NamedTuple):
    """A share or a mean of a version; `variance` is that of one call, None where it is unknown.

    `calls` is of how many calls it was measured; None where it is exact. `values` are those of the calls, in the order
    of the callers' numbers: NaN where a call does not count.
    """

    name: str
    words: str
    unit: Literal["share", "number", "seconds"]
    value: float
    variance: float | None = None
    calls: int | None = None
    values: Sequence[float] = ()


class Differing(NamedTuple):
    """A measure in both versions, None where one has none; the interval holds 95 of 100 times, where calls were drawn.

    An end that a version never comes to has a share of 0 there. Intervals count callers in pairs, by their numbers:
    those of one seed are the same people. A mean of fewer than 10 calls, or of calls that are all alike, has none.
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


def share(name: str, words: str, value: float, calls: int | None = None, values: Sequence[float] = ()) -> Measured:
    """A share, whose variance is known by itself."""
    return Measured(name, words, "share", value, value * (1 - value), calls, values)


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
    if old.calls is new.calls is None:
        return None
    pairs = in_both(old.values, new.values)
    if old.unit != "share" and len(pairs) == old.calls == new.calls:
        return paired_range(pairs)
    ranges = [_range(one) for one in (old, new)]
    if None in ranges:
        return None
    olds, news = (one or (0.0, 0.0) for one in ranges)
    calls = sqrt((old.calls or 1) * (new.calls or 1))
    unit = 1.0 if old.unit == "share" else sqrt((old.variance or 0.0) + (new.variance or 0.0))
    return of_difference((old.value, new.value), olds, news, pairs, calls, unit)


def _range(one: Measured) -> tuple[float, float] | None:
    """What a measure may be, 95 of 100 times; itself where it is exact, None where nobody knows."""
    if one.calls is None:
        return one.value, one.value
    if one.unit == "share":
        return share_range(one.value, one.calls)
    return mean_range([value for value in one.values if not isnan(value)])


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
