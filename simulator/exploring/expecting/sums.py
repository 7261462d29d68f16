"""Sums over a law of time: all that a chain needs of it, also where callers leave at a constant rate meanwhile."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.exploring.expecting.masses import Masses
    from simulator.model.callers.law import Law

Cells = list[tuple[float, float]]
"""Times in ms, each with its chance."""
GRID = 20
"""Ms between the times of a law where two are added."""
RARE = 1e-9
"""The rate a ms (one call in 280 hours) below which hardly anybody leaves."""


class Sums(NamedTuple):
    """Of a law of time t: its chance, and the sums of exp(-rate t), t exp(-rate t) and t t exp(-rate t).

    `masses` is the law itself on a grid, where somebody asks for it.
    """

    chance: float = 0.0
    stays: float = 0.0
    first: float = 0.0
    second: float = 0.0
    masses: Masses | None = None

    def plus(self, other: Sums) -> Sums:
        """Both laws together."""
        both = self.masses.plus(other.masses) if self.masses and other.masses else self.masses or other.masses
        return Sums(
            self.chance + other.chance, self.stays + other.stays, self.first + other.first,
            self.second + other.second, both,
        )  # fmt: skip

    def times(self, share: float) -> Sums:
        """The law of a share of callers."""
        part = self.masses and self.masses.times(share)
        return Sums(share * self.chance, share * self.stays, share * self.first, share * self.second, part)

    def later(self, ms: float, rate: float) -> Sums:
        """The same so many ms later."""
        left = exp(-rate * ms)
        first = self.first + ms * self.stays
        second = self.second + 2 * ms * self.first + ms * ms * self.stays
        return Sums(self.chance, left * self.stays, left * first, left * second, self.masses and self.masses.later(ms))

    def stayed(self) -> Sums:
        """The law of those alone who have not left meanwhile."""
        return self._replace(chance=self.stays, masses=self.masses and self.masses.stayed())

    def gone(self, rate: float) -> Sums:
        """Those who left before: the chance, and the sums of the time at which they did."""
        chance, masses = self.chance - self.stays, self.masses and self.masses.gone(rate)
        if rate < RARE:  # the differences below would be rounding: these are the first terms of their series
            far = (self.second / self.chance) ** 0.5 if self.chance else 0.0
            return Sums(chance, chance, rate * self.second / 2, rate * self.second * far / 3, masses)
        first = (chance - rate * self.first) / rate
        second = (2 * chance - 2 * rate * self.first - rate * rate * self.second) / rate**2
        return Sums(chance, chance, max(first, 0.0), max(second, 0.0), masses)


def sums_of(cells: Iterable[tuple[float, float]], rate: float = 0.0, grid: int = 0) -> Sums:
    """The sums of times with their chances; with the law itself on a grid of so many ms."""
    cells = list(cells)
    chance = stays = first = second = 0.0
    for ms, share in cells:
        left = share * exp(-rate * ms) if rate else share
        chance += share
        stays += left
        first += left * ms
        second += left * ms * ms
    return Sums(chance, stays, first, second, _masses(cells, rate, grid))


def sums_of_law(law: Law, grid: int = 0) -> Sums:
    """The sums of a law, exactly, where nobody leaves meanwhile."""
    parts = law.parts()
    first = sum(low + high for low, high in parts) / 2 / len(parts)
    second = sum(low * low + low * high + high * high for low, high in parts) / 3 / len(parts)
    return Sums(1.0, 1.0, first, second, _masses(cells_of(law), 0.0, grid))


def _masses(cells: Cells, rate: float, grid: int) -> Masses | None:
    if not grid:
        return None
    from simulator.exploring.expecting.masses import Masses

    return Masses.of(cells, rate, grid)


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
