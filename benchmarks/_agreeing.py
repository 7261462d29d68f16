"""Whether calls that were run agree with what is expected of them, at a bound that chance breaks once in so many."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.api.called import Called
    from simulator.api.crowd import Population
    from simulator.api.expecting import Expectations

MEASURES: dict[str, Callable[[Called], float]] = {
    "seconds": lambda row: row.seconds,
    "ring": lambda row: row.facts.ring_seconds,
    "ivr": lambda row: row.facts.ivr_seconds,
    "talk": lambda row: row.facts.talk_seconds,
    "entries": lambda row: float(len(row.facts.entries)),
}
TRAPPED = ("stopped maxSessionLength", "stopped maxReplies")


def disagreements(found: Expectations, calls: Population, chance: float) -> list[str]:
    """What differs by more than chance explains but once in 1 / `chance` for all of it together."""
    free = [row for row in calls if not (found.trapped and row.outcome in TRAPPED)]
    checks = [*_shares(found, calls), *_moments(found, free)]
    bound = chance / len(checks)
    return [what for what, likely in checks if likely < bound]


def _shares(found: Expectations, calls: Population) -> Iterator[tuple[str, float]]:
    size = len(calls)
    outcomes = Counter("trapped" if found.trapped and row.outcome in TRAPPED else row.outcome for row in calls)
    for name in sorted({*outcomes, *found.outcome}):
        yield _share(name, found.outcome.get(name, 0.0), outcomes[name], size)
    yield _share("hung up", found.ended_by.get("caller", 0.0), sum(_hung_up(row) for row in calls), size)
    yield _share("person", found.person, sum(row.facts.person for row in calls), size)


def _hung_up(row: Called) -> bool:
    return row.facts.ended_by == "caller"


def _share(name: str, expected: float, count: int, size: int) -> tuple[str, float]:
    """How likely a count at least so far away is, at most (Chernoff)."""
    seen, expected = count / size, min(max(expected, 0.0), 1.0)
    told = f"{name}: expected {expected:.5f}, found {seen:.5f} of {size}"
    if abs(seen - expected) < 1e-12:
        return told, 1.0
    if expected in (0.0, 1.0):
        return told, 0.0
    parts = ((seen, expected), (1 - seen, 1 - expected))
    far = sum(one * log(one / other) for one, other in parts if one)
    return told, 2 * 2.718281828459045 ** (-size * far)


def _moments(found: Expectations, rows: Sequence[Called]) -> Iterator[tuple[str, float]]:
    for name, measure in MEASURES.items():
        values, told = [measure(row) for row in rows], getattr(found, name)
        middle = fmean(values)
        square = fmean((value - middle) ** 2 for value in values)
        fourth = fmean((value - middle) ** 4 for value in values)
        yield _normal(f"mean of {name}", told.mean, middle, sqrt(square / len(rows)), 1e-3)
        yield _normal(
            f"variance of {name}", told.variance, square, sqrt(max(fourth - square**2, 0.0) / len(rows)), 1e-3
        )


def _normal(name: str, expected: float, seen: float, error: float, least: float) -> tuple[str, float]:
    """How likely it is to be so far away; what is `least` away or nearer is rounding, since times are whole ms."""
    away = max(abs(seen - expected) - least * max(1.0, abs(expected)) * 0.5, 0.0)
    likely = 1.0 if not away else 0.0 if not error else 2 * NormalDist().cdf(-away / error)
    return f"{name}: expected {expected:.4f}, found {seen:.4f}, error {error:.4f}", likely
