"""The one clock of the server: `validUntil`, timestamps and exports go by it, and every call with it."""

from __future__ import annotations

from math import inf, isinf
from typing import TYPE_CHECKING, Literal

from simulator.errors import UsageError
from simulator.server.sessions.pace import STILL, Pace

if TYPE_CHECKING:
    from collections.abc import Callable

FASTEST = 1_000_000
"""The highest speed that is a number."""
LATEST = 95_617_584_000_000
"""The instant at which it stands still (the year 5000): not far behind it ids have no room for a time."""
MAX = inf
"""The speed at which nobody waits for a timer."""


class ServerClock:
    """The simulated instant in ms since 1970; `real` gives real seconds, `speed` how many pass in one of them.

    At the speed `MAX` it goes as real time does, and jumps to what comes next in a call.
    """

    def __init__(self, now: int, real: Callable[[], float], speed: float = 1.0) -> None:
        self.real, self.speed, self.paused = real, speed, False
        self._pace = Pace(now, real(), self._own)

    @property
    def now(self) -> int:
        """The instant, in ms since 1970."""
        return min(self._pace.at(self.real()), LATEST)

    @property
    def rate(self) -> float:
        """The rate of a call that nobody holds up."""
        return STILL if self.paused else self.speed

    @property
    def told_speed(self) -> float | Literal["max"]:
        """The speed as requests and answers have it."""
        return "max" if isinf(self.speed) else self.speed

    @property
    def _own(self) -> float:
        return 1.0 if isinf(self.rate) else self.rate

    def rate_of(self, held: bool) -> float:
        """The rate of a call; one that a person holds goes as real time does."""
        return min(1.0, self.rate) if held else self.rate

    def turn(self, *, speed: float | None = None, paused: bool | None = None) -> None:
        """Go at another speed, or pause, from now on."""
        self.speed = self.speed if speed is None else speed
        self.paused = self.paused if paused is None else paused
        self._pace.turn(self.real(), self._own)

    def move(self, ms: int) -> None:
        """Move on by so many ms. Raises UsageError where that leads too far."""
        if self.now + ms >= LATEST:
            raise UsageError("the clock goes no further than the year 5000: reset it")
        self._pace.turn(self.real(), self._own, self.now + ms)

    def begin(self, now: int, speed: float) -> None:
        """Begin again at this instant and speed."""
        self.speed, self.paused = speed, False
        self._pace.turn(self.real(), self._own, now)

    def reaches(self, instant: int) -> None:
        """Be at this instant at least: a call has come to it."""
        if instant > self.now:
            self._pace.turn(self.real(), self._own, instant)
