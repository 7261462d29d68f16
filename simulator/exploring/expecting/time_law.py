"""The whole law of a length of time on a grid: what is below each time, its quantiles, and who is still there."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import field

from simulator.errors import UsageError
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@frozen
class TimeLaw:
    """The chances of the times 0, `grid`, 2 `grid`, ... in ms; they are 1 together."""

    grid: int
    chances: tuple[float, ...] = field(repr=False)

    @classmethod
    def of(cls, grid: int, chances: Iterable[float]) -> TimeLaw:
        """A law by what is proportional to its chances, which rounding may have put a little below 0."""
        found = [max(one, 0.0) for one in chances]
        whole = sum(found)
        while len(found) > 1 and found[-1] < 1e-15 * whole:
            found.pop()
        return cls(grid, tuple(one / whole for one in found) if whole else (1.0,))

    @classmethod
    def sampled(cls, times: Sequence[int], grid: int = 100) -> TimeLaw:
        """The law of times in ms that were seen."""
        counts = [0] * (max(times, default=0) // grid + 1)
        for ms in times:
            counts[ms // grid] += 1
        return cls.of(grid, counts)

    @property
    def mean(self) -> float:
        """The mean, in seconds."""
        return sum(at * chance for at, chance in enumerate(self.chances)) * self.grid / 1000

    @property
    def survival(self) -> list[float]:
        """Who is still there at each time of the grid: the share whose time is longer."""
        return [max(1 - below, 0.0) for below in accumulate(self.chances)]

    def quantile(self, share: float) -> float:
        """The time, in seconds, that such a share (0 to 1) does not exceed. Raises UsageError."""
        return self.quantiles([share])[0]

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """Several at once. Raises UsageError."""
        below = list(accumulate(self.chances))
        for share in shares:
            if not 0 <= share <= 1:
                raise UsageError(f"a quantile of {share!r} is none: expected a share from 0 to 1")
        return [min(bisect_left(below, share - 1e-12), len(below) - 1) * self.grid / 1000 for share in shares]
