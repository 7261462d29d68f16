"""The time between two keys: a log tells when the last key of an entry came, so that only sums of such times are told.

What single keys take is known by then; the mean and the variance of the rest are those of the pauses.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

from simulator.model.record import record
from simulator.populations.fitting.maximum import spread_of
from simulator.populations.fitting.reaction import FEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.populations.fitting.maximum import Matrix
    from simulator.populations.fitting.reaction import ReactionLaw


@record
class PauseLaw:
    """A lognormal law by its median (ms) and log-sd, with their errors; of entries of so many `keys`.

    `spread` is None where the sums vary no more than single keys do: then the pauses' own spread is not told.
    """

    median: float
    median_error: float
    spread: float | None
    spread_error: float | None
    count: int
    keys: int


def pause_law(sums: Sequence[tuple[int, int]], reaction: ReactionLaw) -> PauseLaw | None:
    """The law of pauses, of entries by (keys, ms after the prompt); None where they are too few or make no sense."""
    by_keys: dict[int, list[int]] = {}
    for keys, late in sums:
        by_keys.setdefault(keys, []).append(late)
    if not by_keys or reaction.covariance is None:
        return None
    keys, times = max(by_keys.items(), key=lambda one: (len(one[1]) * (one[0] - 1), -one[0]))
    if len(times) < FEWEST:
        return None
    mean, variance, own = _moments(times)
    at = [mean, variance, reaction.mean, log(reaction.spread)]
    theirs = [row[:2] for row in reaction.covariance[:2]]
    covariance = [[*own[0], 0.0, 0.0], [*own[1], 0.0, 0.0], [0.0, 0.0, *theirs[0]], [0.0, 0.0, *theirs[1]]]
    return _law(at, covariance, keys, len(times))


def _law(at: Sequence[float], covariance: Matrix, keys: int, count: int) -> PauseLaw | None:
    mean, variance = _pause(at, keys)
    if mean <= 0:
        return None
    if variance <= 0:
        error = sqrt(spread_of(lambda one: _pause(one, keys)[0], at, covariance))
        return PauseLaw(mean, error, None, None, count, keys)

    def spread(one: Sequence[float]) -> float:
        mean, variance = _pause(one, keys)
        return sqrt(log(1 + max(variance, 0.0) / mean**2))

    def median(one: Sequence[float]) -> float:
        return _pause(one, keys)[0] * exp(-(spread(one) ** 2) / 2)

    errors = [sqrt(spread_of(function, at, covariance)) for function in (median, spread)]
    return PauseLaw(median(at), errors[0], spread(at), errors[1], count, keys)


def _pause(at: Sequence[float], keys: int) -> tuple[float, float]:
    """Mean and variance of one pause, from those of the sum and the law of the reaction."""
    mean, variance, log_mean, log_spread = at
    square = exp(log_spread) ** 2
    first = exp(log_mean + square / 2)
    return (mean - first) / (keys - 1), (variance - first * first * (exp(square) - 1)) / (keys - 1)


def _moments(times: Sequence[int]) -> tuple[float, float, Matrix]:
    """Mean and variance, and how they vary themselves."""
    count = len(times)
    mean = sum(times) / count
    second, third, fourth = (sum((one - mean) ** power for one in times) / count for power in (2, 3, 4))
    variance = second * count / (count - 1)
    return mean, variance, [[variance / count, third / count], [third / count, (fourth - second**2) / count]]
