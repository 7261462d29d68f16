"""Sums over a law of time: all that a chain needs of it, also where callers leave at a constant rate meanwhile."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.callers.law import Law

Cells = list[tuple[float, float]]
"""Times in ms, each with its chance."""
GRID = 20
"""Ms between the times of a law where two are added."""
RARE = 1e-9
"""The rate a ms (one call in 280 hours) below which hardly anybody leaves."""


class Sums(NamedTuple):
    """Of a law of time t: its chance, and the sums of exp(-rate t), t exp(-rate t) and t t exp(-rate t)."""

    chance: float = 0.0
    stays: float = 0.0
    first: float = 0.0
    second: float = 0.0

    def plus(self, other: Sums) -> Sums:
        """Both laws together."""
        return Sums(*(one + more for one, more in zip(self, other, strict=True)))

    def times(self, share: float) -> Sums:
        """The law of a share of callers."""
        return Sums(*(share * one for one in self))

    def later(self, ms: float, rate: float) -> Sums:
        """The same so many ms later."""
        left = exp(-rate * ms)
        first = self.first + ms * self.stays
        second = self.second + 2 * ms * self.first + ms * ms * self.stays
        return Sums(self.chance, left * self.stays, left * first, left * second)

    def gone(self, rate: float) -> Sums:
        """Those who left before: the chance, and the sums of the time at which they did."""
        chance = self.chance - self.stays
        if rate < RARE:  # the differences below would be rounding: these are the first terms of their series
            far = (self.second / self.chance) ** 0.5 if self.chance else 0.0
            return Sums(chance, chance, rate * self.second / 2, rate * self.second * far / 3)
        first = (chance - rate * self.first) / rate
        second = (2 * chance - 2 * rate * self.first - rate * rate * self.second) / rate**2
        return Sums(chance, chance, max(first, 0.0), max(second, 0.0))


def sums_of(cells: Iterable[tuple[float, float]], rate: float = 0.0) -> Sums:
    """The sums of times with their chances."""
    chance = stays = first = second = 0.0
    for ms, share in cells:
        left = share * exp(-rate * ms) if rate else share
        chance += share
        stays += left
        first += left * ms
        second += left * ms * ms
    return Sums(chance, stays, first, second)


def sums_of_law(law: Law) -> Sums:
    """The sums of a law, exactly, where nobody leaves meanwhile."""
    parts = law.parts()
    first = sum(low + high for low, high in parts) / 2 / len(parts)
    second = sum(low * low + low * high + high * high for low, high in parts) / 3 / len(parts)
    return Sums(1.0, 1.0, first, second)


def cells_of(law: Law) -> Cells:
    """The parts of a law as times."""
    if law.quantiles[0] == law.quantiles[-1]:
        return [(float(law.quantiles[0]), 1.0)]
    parts = law.parts()
    return [((low + high) / 2, 1 / len(parts)) for low, high in parts]


def on_grid(cells: Sequence[tuple[float, float]]) -> Cells:
    """The same on a grid, each time shared between its neighbours so that the mean stays; one alone stays as it is."""
    if len(cells) <= 1:
        return list(cells)
    found: dict[int, float] = {}
    for ms, share in cells:
        low = int(ms // GRID)
        part = ms / GRID - low
        found[low] = found.get(low, 0.0) + share * (1 - part)
        if part:
            found[low + 1] = found.get(low + 1, 0.0) + share * part
    return [(float(at * GRID), share) for at, share in sorted(found.items()) if share]
