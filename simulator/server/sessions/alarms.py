"""Who is to be woken when: one heap for all sessions, and one timer of the loop."""

from __future__ import annotations

from heapq import heappop, heappush
from math import isinf
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    Later = Callable[[float, Callable[[], None]], "Pending"]

TOGETHER = 64
"""How many are woken in one turn of the loop, so that requests and answers have theirs in between."""


class Pending(Protocol):
    """A timer of the loop."""

    def cancel(self) -> None:
        """Let it not happen."""
        ...


class Woken(Protocol):
    """Who is woken; `alarm` is the number of the alarm that holds, an older one is passed over."""

    alarm: int

    def wake(self) -> None:
        """Do what is due."""
        ...


class Alarms:
    """Alarms in real seconds; `later(delay, what)` is the loop's timer, `real` its clock.

    What is due already is for the next turn of the loop, so that the timer of a later alarm can stay as it is.
    """

    def __init__(self, real: Callable[[], float], later: Later) -> None:
        self._real, self._later = real, later
        self._heap: list[tuple[float, int, Woken]] = []
        self._number = 0
        self._pending: Pending | None = None
        self._at = 0.0
        self._soon: Pending | None = None

    def set(self, who: Woken, when: float) -> None:
        """Wake `who` at this real second, and not when was said before; never where that is infinite."""
        self._number = who.alarm = self._number + 1
        if not isinf(when):
            heappush(self._heap, (when, self._number, who))
            self._arm()

    def stop(self) -> None:
        """Forget every alarm."""
        self._heap.clear()
        self._disarm()

    def _arm(self) -> None:
        when = self._heap[0][0]
        if self._soon is not None:
            return
        left = when - self._real()
        if left <= 0:
            self._soon = self._later(0.0, self._ring_soon)
        elif self._pending is None or when < self._at:
            if self._pending is not None:
                self._pending.cancel()
            self._at, self._pending = when, self._later(left, self._ring_late)

    def _disarm(self) -> None:
        for one in (self._pending, self._soon):
            if one is not None:
                one.cancel()
        self._pending = self._soon = None

    def _ring_soon(self) -> None:
        self._soon = None
        self._ring()

    def _ring_late(self) -> None:
        self._pending = None
        self._ring()

    def _ring(self) -> None:
        now, left = self._real(), TOGETHER
        while self._heap and left and self._heap[0][0] <= now:
            _, number, who = heappop(self._heap)
            if number == who.alarm:
                left -= 1
                who.wake()
        if self._heap:
            self._arm()
