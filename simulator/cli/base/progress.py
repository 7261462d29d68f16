"""How far a command is, on standard error, where that is a terminal and nowhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from simulator.responders.waiting import WAITED

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import Verdict

WIDTH = 30


def _waited() -> str:
    return f", {WAITED.seconds:g} s waited for nothing" if WAITED.seconds else ""


class Progress:
    """Counts what is done; it draws only when a step of the bar is reached, so that it costs nothing."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._failed, self._drawn = total, 0, 0, -1
        self._shown = sys.stderr.isatty()

    def step(self, verdict: Verdict) -> None:
        """One more is done."""
        self._done += 1
        self._failed += verdict.outcome == "fail"
        filled = WIDTH * self._done // max(self._total, 1)
        if self._shown and filled != self._drawn:
            self._drawn = filled
            failed = f", {self._failed} failed" if self._failed else ""
            bar = "#" * filled + "." * (WIDTH - filled)
            sys.stderr.write(f"\r[{bar}] {self._done}/{self._total}{failed}{_waited()}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn >= 0:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


class Searching:
    """Tells how much is found and how much waits, where nobody knows how much there is; every so often."""

    EVERY = 25

    def __init__(self) -> None:
        self._steps = 0
        self._shown = sys.stderr.isatty()

    def step(self, known: int, waiting: int) -> None:
        """So many points are known, so many wait to be explored."""
        self._steps += 1
        if self._shown and self._steps % self.EVERY == 1:
            sys.stderr.write(
                f"\r\x1b[2K{known} points found, {waiting} to explore{_waited()} (Ctrl-C reports what is known)"
            )
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown and self._steps:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
