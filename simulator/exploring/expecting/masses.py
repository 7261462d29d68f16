"""A law of time on a grid, by numpy (extra `population`): what a chain needs where its whole law is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.exploring.expecting.arrays import numpy

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen(eq=False)
class Masses:
    """The chances of times on a grid of `grid` ms, from the step `first` on; callers leave meanwhile at a rate a ms."""

    first: int
    chances: Any
    rate: float
    grid: int

    @classmethod
    def of(cls, cells: Sequence[tuple[float, float]], rate: float, grid: int) -> Masses:
        """The law of times with their chances, each shared between its neighbours so that the mean stays."""
        found = numpy().array(cells or [(0.0, 0.0)]) / (grid, 1)
        low = found[:, 0].astype(int)
        first = int(low.min())
        far = (found[:, 0] - low) * found[:, 1]
        size = int(low.max()) - first + 2
        near = numpy().bincount(low - first, found[:, 1] - far, size)
        return cls(first, near + numpy().bincount(low - first + 1, far, size), rate, grid)

    def plus(self, other: Masses) -> Masses:
        """Both laws together."""
        first = min(self.first, other.first)
        whole = numpy().zeros(max(self.first + len(self.chances), other.first + len(other.chances)) - first)
        for one in (self, other):
            whole[one.first - first : one.first - first + len(one.chances)] += one.chances
        return Masses(first, whole, self.rate, self.grid)

    def times(self, share: float) -> Masses:
        """The law of a share of callers."""
        return Masses(self.first, self.chances * share, self.rate, self.grid)

    def later(self, ms: float) -> Masses:
        """The same so many ms later."""
        steps = int(ms // self.grid)
        far = ms / self.grid - steps
        if not far:
            return Masses(self.first + steps, self.chances, self.rate, self.grid)
        whole = numpy().append(self.chances * (1 - far), 0.0)
        whole[1:] += self.chances * far
        return Masses(self.first + steps, whole, self.rate, self.grid)

    def gone(self, rate: float) -> Masses:
        """When those left who did."""
        still = numpy().concatenate([numpy().full(self.first, self.chances.sum()), self.chances[::-1].cumsum()[::-1]])
        begins = numpy().exp(-rate * self.grid * numpy().arange(len(still)))
        leaves = (begins[:-1] - begins[1:]) * still[1:]
        whole = numpy().append(leaves, 0.0) / 2
        whole[1:] += leaves / 2
        return Masses(0, whole, 0.0, self.grid)

    def stayed(self) -> Masses:
        """The law of those alone who have not left by then."""
        return Masses(self.first, self.stays, 0.0, self.grid)

    @property
    def stays(self) -> Any:
        """The chances of those who have not left by then."""
        if not self.rate:
            return self.chances
        times = self.grid * (self.first + numpy().arange(len(self.chances)))
        return self.chances * numpy().exp(-self.rate * times)
