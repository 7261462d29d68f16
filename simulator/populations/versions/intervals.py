"""What a share, a mean or a difference of two may be where calls were drawn: intervals that hold 95 of 100 times.

Shares have Wilson's, two of them Newcombe's. Means have Student's, with Hall's correction (1992) for times of which few
are long: talk of 111 s and a sigma of 1.2 is held 91 of 100 times by 20 calls, 93 by 100, 95 by 4,000; without it, 78
by 20. Callers of one seed are the same people in both versions: what they do in each goes together, and they count in
pairs. What none of them did, a few of all may do, and then the version decides a whole call: pairs allow for that.
"""

from __future__ import annotations

from math import cbrt, fsum, isnan, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Range = tuple[float, float]

TWO_SIDED = 1.959964
"""Standard deviations of a test at 5 % with two sides."""
LEAST_CALLS = 10
"""Calls that say how far a mean may be off: of fewer nobody knows how long the rare long ones are."""
UNSEEN = 3.688879
"""What nobody of a sample did may be done by so many of as many others, 97.5 of 100 times (the logarithm of 40)."""
EVEN = 1e-9
"""A skewness that is none."""


def share_range(value: float, calls: int) -> Range:
    """Wilson's interval of a share."""
    square = TWO_SIDED**2
    middle = (value + square / 2 / calls) / (1 + square / calls)
    spread = value * (1 - value) / calls + square / 4 / calls**2
    wide = TWO_SIDED * sqrt(max(spread, 0.0)) / (1 + square / calls)
    return min(middle - wide, value), max(middle + wide, value)


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The mean of some, and the variance of one, as a sample tells it."""
    size = len(values)
    mean = fsum(values) / size
    return mean, fsum((value - mean) ** 2 for value in values) / max(size - 1, 1)


def mean_range(values: Sequence[float]) -> Range | None:
    """The interval of the mean of these; None where they are too few, or so alike that they do not say how far off."""
    size = len(values)
    if size < LEAST_CALLS:
        return None
    mean, variance = spread(values)
    if variance <= 0:
        return None
    skew = fsum((value - mean) ** 3 for value in values) / size / (variance * (size - 1) / size) ** 1.5
    far, unit = student(size - 1) / sqrt(size), sqrt(variance)
    return mean - unit * _straight(far, skew, size), mean - unit * _straight(-far, skew, size)


def _straight(far: float, skew: float, size: int) -> float:
    """How far off a mean is, in units of one call, where one without skewness would be as far as this."""
    if abs(skew) < EVEN:
        return far
    return (cbrt(1 + skew * (far - skew / 6 / size)) - 1) * 3 / skew


def student(free: int) -> float:
    """Student's quantile at 97.5 % for so many degrees of freedom, 9 or more (Fisher and Cornish, to 0.001)."""
    at = TWO_SIDED
    first = (at**3 + at) / 4
    second = (5 * at**5 + 16 * at**3 + 3 * at) / 96
    third = (3 * at**7 + 19 * at**5 + 17 * at**3 - 15 * at) / 384
    return at + first / free + second / free**2 + third / free**3


def in_both(old: Sequence[float], new: Sequence[float]) -> list[Range]:
    """What callers did in both versions, by their numbers; nobody who is left out of one (NaN)."""
    return [(one, other) for one, other in zip(old, new, strict=False) if not (isnan(one) or isnan(other))]


def alike(pairs: Sequence[Range]) -> float:
    """The correlation of pairs, -1 to 1; 0 where a side has but one value."""
    if not pairs:
        return 0.0
    size = len(pairs)
    old, new = (fsum(side) / size for side in zip(*pairs, strict=True))
    both = fsum((one - old) * (other - new) for one, other in pairs)
    spread = fsum((one - old) ** 2 for one, _ in pairs) * fsum((other - new) ** 2 for _, other in pairs)
    return max(-1.0, min(1.0, both / sqrt(spread))) if spread > 0 else 0.0


def paired_range(pairs: Sequence[Range]) -> Range | None:
    """The interval of the mean of what a caller does more in the new version; None where all are few or alike."""
    size = len(pairs)
    if size < LEAST_CALLS:
        return None
    more = [new - old for old, new in pairs]
    mean, calls = spread(more)[0], [spread(side)[1] for side in zip(*pairs, strict=True)]
    low, high = mean_range(more) or (mean, mean)
    rare = UNSEEN / size * sqrt(sum(calls))
    return (min(low, mean - rare), max(high, mean + rare)) if rare else None


def of_difference(values: Range, olds: Range, news: Range, pairs: Sequence[Range], calls: float, unit: float) -> Range:
    """Newcombe's interval of how far two values are apart, of those of both.

    `calls` are those of the two, as a geometric mean; `unit` is how far two calls may be apart.
    """
    old, new = values
    together = alike(pairs) * len(pairs) / calls
    least = UNSEEN / len(pairs) * unit if pairs else 0.0
    less = max(_added(new - news[0], olds[1] - old, together), least)
    more = max(_added(news[1] - new, old - olds[0], together), least)
    return new - old - less, new - old + more


def _added(one: float, other: float, together: float) -> float:
    return sqrt(max(one * one + other * other - 2 * together * one * other, 0.0))
