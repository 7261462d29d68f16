"""How many ports are busy over a day, and how many are enough: arrivals, convolved with who is still there."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.expecting.time_law import TimeLaw

MINUTES = 1440


def busy_minutes(hourly: Sequence[float], law: TimeLaw) -> list[float]:
    """The ports that are busy on average at the end of each minute of a day that is as the day before."""
    rates = [hourly[minute // 60 % len(hourly)] / 3600 for minute in range(MINUTES)]
    stays = _by_minute(law)
    return [sum(rates[minute - back] * part for back, part in enumerate(stays)) for minute in range(MINUTES)]


def poisson_quantile(mean: float, beyond: float) -> int:
    """The least number that a Poisson variable of this mean exceeds with no more than such a chance."""
    number = 0
    likely = -mean
    below = exp(likely)
    while 1 - below > beyond:
        number += 1
        likely += log(mean / number)
        below += exp(likely)
    return number


def _by_minute(law: TimeLaw) -> list[float]:
    """The seconds of a call that fall into its first minute, its second and so on, at most a day."""
    found = [0.0]
    steps = 60_000 / law.grid
    for at, still in enumerate(law.survival):
        minute = int(at / steps)
        if minute >= MINUTES:
            break
        found += [0.0] * (minute + 1 - len(found))
        found[minute] += still * law.grid / 1000
    return found
