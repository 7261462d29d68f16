"""How the milliseconds of a clock follow real time: at a rate, not at all, or as fast as can be."""

from __future__ import annotations

from math import inf, isinf

STILL = 0.0
"""The rate of a clock that stands."""
AHEAD = 1e-6
"""Real seconds that are added to a moment, so that the clock has come to it whatever was rounded."""


class Pace:
    """Ms that follow real seconds; `rate` ms of it pass in each real one. `inf`: it jumps to what comes next."""

    __slots__ = ("_ms", "_since", "rate")

    def __init__(self, ms: int, real: float, rate: float = STILL) -> None:
        self._ms, self._since, self.rate = float(ms), real, rate

    def at(self, real: float) -> int:
        """The ms that it has come to at this real second."""
        passed = real - self._since
        if passed <= 0 or self.rate == inf:
            return int(self._ms)
        return int(self._ms + passed * 1000 * self.rate)

    def turn(self, real: float, rate: float, ms: int | None = None) -> None:
        """Go on at another rate from this real second on, from `ms` where that is given."""
        self._ms = float(self.at(real) if ms is None else ms)
        self._since, self.rate = real, rate

    def when(self, ms: int, real: float) -> float:
        """The real second at which it comes to `ms`; infinite where it stands."""
        if isinf(self.rate):
            return real
        if self.rate == STILL:
            return inf
        return max(real, self._since + (ms - self._ms) / 1000 / self.rate + AHEAD)
