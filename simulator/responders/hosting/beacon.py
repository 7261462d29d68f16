"""Until when a process waits for code of a customer, told to the one that watches over it.

A process that is caught in such code can say nothing any more; what it has written down before can still be read.
"""

from __future__ import annotations

from mmap import mmap
from time import monotonic


class Beacon:
    """What a process shares with those that it forks.

    When the time is up (0: nobody waits), how long it is, and when somebody waited last.
    """

    def __init__(self) -> None:
        self._shared = memoryview(mmap(-1, 24)).cast("d")

    def light(self, until: float, seconds: float) -> None:
        """Somebody waits `seconds`, until this time of the system's monotonic clock."""
        self._shared[0], self._shared[1] = until, seconds

    def put_out(self) -> None:
        """Nobody waits any more."""
        self._shared[0], self._shared[2] = 0.0, monotonic()

    @property
    def until(self) -> float:
        """When the time is up; 0 where nobody waits."""
        return self._shared[0]

    @property
    def last(self) -> float:
        """When somebody stopped to wait last, by the system's monotonic clock."""
        return self._shared[2]

    @property
    def seconds(self) -> float:
        """How long somebody waits."""
        return self._shared[1]


LIT: list[Beacon] = []
"""The beacon of this process, where somebody watches it."""
