"""When a suite really ran and how long it took: the one thing in its reports that differs from run to run.

SOURCE_DATE_EPOCH (seconds since 1970) stands for the date where it is set; then nothing takes any time, and the same
suite gives the same bytes.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.model.scenario.verdict import Verdict

FIXED = "SOURCE_DATE_EPOCH"
LAST = 253_402_300_799
"""The last second that a date can tell, of the year 9999."""


class Watch:
    """Begins to count when it is made. Raises UsageError where SOURCE_DATE_EPOCH is no such number."""

    def __init__(self) -> None:
        fixed = os.environ.get(FIXED)
        if fixed is not None and not (fixed.isascii() and fixed.isdigit() and int(fixed[:30]) <= LAST):
            raise UsageError(f'{FIXED} is "{fixed[:30]}": expected whole seconds since 1970, as 1767603600')
        self._fixed = fixed is not None
        self._begun = time.perf_counter()
        self.started = time.time() if fixed is None else float(fixed)

    def passed(self) -> float:
        """Seconds since then."""
        return 0.0 if self._fixed else time.perf_counter() - self._begun

    def told(self, verdict: Verdict) -> Verdict:
        """A verdict that tells no time of its own where none is to be told."""
        return evolve(verdict, took=0.0) if self._fixed else verdict
