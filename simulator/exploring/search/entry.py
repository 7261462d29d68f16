"""What an entry takes, read out of the transition table: fewest and most keys, what ends it, which timers run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.machine.table import UNBOUNDED

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled


@frozen
class DtmfEntry:
    """The limits of one capture: `high` keys end it at once where `completes`, `#` ends it where `hash_ends`."""

    low: int
    high: int
    hash_ends: bool
    completes: bool

    def takes(self, digits: str) -> bool:
        """Whether these can be the result of an accepted entry."""
        if not self.low <= len(digits) <= self.high or not set(digits) <= set("0123456789*#ABCD"):
            return False
        return not (self.hash_ends and "#" in digits)

    def script(self, digits: str) -> str:
        """How a caller enters these digits: with a closing `#` where it ends the entry sooner."""
        open_ended = len(digits) < self.high or not self.completes
        return f"{digits}#" if open_ended and self.hash_ends else digits


def entry_at(compiled: Compiled, prompting: str) -> DtmfEntry:
    """The limits of the capture whose prompt this state speaks."""
    collecting = prompting.removesuffix("prompting") + "collecting"
    low, high, hash_ends, completes = 1, 1, False, False
    for row in compiled.table.rows:
        if row.source != collecting or row.guard is None:
            continue
        if row.guard.name == "last":
            high, completes = row.guard.low + 1, True
        elif row.guard.name == "tooFew":
            low = row.guard.high + 1
        elif row.guard.name == "enough" and row.guard.high < UNBOUNDED:
            high = row.guard.high
        hash_ends = hash_ends or (row.trigger == "hash" and row.guard.name == "enough")
    return DtmfEntry(low, high, hash_ends, completes)
