"""How soon callers press after the prompt, and how many interrupt it: both are fitted to the same times.

Who does not interrupt presses a reaction after the prompt's end, who does a reaction after the words of their own key.
The times of both are mixed; a key before the prompt's end alone is surely one of the second kind. Times that a timer
cuts off are none: those callers are silent.
"""

from __future__ import annotations

from math import erf, exp, log, pi, sqrt
from statistics import median
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.record import record
from simulator.populations.fitting.maximum import maximum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.populations.fitting.maximum import Matrix

FEWEST = 30
"""Observations without which no law is fitted."""
MOST = 20_000
"""Observations that are looked at: more would tell little more."""
APART = 300
"""Words that end so many ms before the prompt, or earlier, tell who interrupts from who does not."""
SMALL = 1e-300
_ROOT = sqrt(2 * pi)


@record
class SingleKey:
    """A single key: ms after the prompt's end, how long before it the key's words ended, and when a timer ends it."""

    late: int
    lead: int
    limit: int


@record
class ReactionLaw:
    """A lognormal law by the mean and the sd of the log (of ms), and the share who interrupt (None: not told)."""

    mean: float
    spread: float
    barge_in: float | None
    covariance: Matrix | None = field(hash=False)
    count: int
    apart: int
    """Those at which interrupting could be told."""

    def chance(self, ms: float) -> float:
        """The chance of a reaction of at most so many ms."""
        return _below(self.mean, self.spread, ms)


def reaction_law(pressed: Sequence[SingleKey]) -> ReactionLaw | None:
    """The law, where there are enough times."""
    some = pressed[:MOST]
    apart = sum(one.lead >= APART for one in some)
    early = sum(one.late <= 0 for one in some)
    if early and apart >= FEWEST:
        return _mixed(some, apart, early)
    after = [one for one in some if one.late > 0]
    if len(after) < FEWEST:
        return None
    start = _start([one.late for one in after])
    sums = _Sums()
    for one in after:
        sums.add(one.late, one.limit)
    found, covariance = maximum(sums.likelihood, start)
    return ReactionLaw(found[0], exp(found[1]), 0.0 if apart >= FEWEST else None, covariance, len(after), apart)


def _start(times: Iterable[float]) -> list[float]:
    """The log's mean and the log of its sd, by quartiles."""
    logs = sorted(log(one) for one in times)
    width = (logs[3 * len(logs) // 4] - logs[len(logs) // 4]) / 1.349
    return [median(logs), log(max(width, 0.01))]


@define
class _Sums:
    """All that the likelihood of lognormal times needs, by the timer that cuts them off."""

    known: dict[int, list[float]] = field(factory=dict)

    def add(self, late: int, limit: int) -> None:
        row = self.known.setdefault(limit, [0.0, 0.0, 0.0])
        value = log(late)
        row[0] += 1
        row[1] += value
        row[2] += value * value

    def likelihood(self, at: Sequence[float]) -> float:
        """The log of the likelihood of (mean, log of the sd), but for a constant."""
        mean, spread = at[0], exp(at[1])
        found = 0.0
        for limit, (count, first, second) in self.known.items():
            squares = second - 2 * mean * first + count * mean * mean
            cut = log(max(_below(mean, spread, limit), SMALL))
            found -= squares / (2 * spread * spread) + count * (at[1] + cut)
        return found


def _mixed(some: Sequence[SingleKey], apart: int, early: int) -> ReactionLaw | None:
    after = [one.late for one in some if one.late > 0]
    times = after if len(after) >= FEWEST else [max(one.late + one.lead, 1) for one in some]
    share = min(max(early / len(some) * 1.2, 0.02), 0.95)
    start = [*_start(times), log(share / (1 - share))]
    groups: dict[tuple[int, int], list[int]] = {}
    for one in some:
        groups.setdefault((one.lead, one.limit), []).append(one.late)
    found, covariance = maximum(lambda at: _of_both(at, groups), start)
    return ReactionLaw(found[0], exp(found[1]), _share(found[2]), covariance, len(some), apart)


def _of_both(at: Sequence[float], groups: dict[tuple[int, int], list[int]]) -> float:
    """The log of the likelihood of (mean, log of the sd, logit of the share who interrupt)."""
    mean, spread, barges = at[0], exp(at[1]), _share(at[2])
    found = 0.0
    for (lead, limit), times in groups.items():
        whole = barges * _below(mean, spread, limit + lead) + (1 - barges) * _below(mean, spread, limit)
        found -= len(times) * log(max(whole, SMALL))
        for late in times:
            early = barges * _density(mean, spread, late + lead)
            usual = (1 - barges) * _density(mean, spread, late)
            found += log(max(early + usual, SMALL))
    return found


def _share(logit: float) -> float:
    return 1 / (1 + exp(min(-logit, 50)))


def _density(mean: float, spread: float, ms: float) -> float:
    if ms <= 0:
        return 0.0
    part = (log(ms) - mean) / spread
    return exp(-part * part / 2) / (ms * spread * _ROOT)


def _below(mean: float, spread: float, ms: float) -> float:
    return 0.5 * (1 + erf((log(ms) - mean) / (spread * sqrt(2)))) if ms > 0 else 0.0
