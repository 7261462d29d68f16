"""The virtual clock: what will happen when, in ms, and which comes first of two at one millisecond."""

from __future__ import annotations

from functools import cache
from heapq import heapify
from typing import TYPE_CHECKING

from simulator.model.machine.triggers import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import Trigger

Item = tuple[int, int, int, "Trigger", str, int]
"""When, rank, number, trigger, key, and the entry that a key was meant for (0: any)."""
LAST = 9
"""The rank of what comes after all else."""


def ranks(settings: Assumptions) -> Mapping[Trigger, int]:
    """Who comes first at one millisecond: as the triggers say, keys and timers as the settings do."""
    return _ranks(settings.key_at_timer_counts, settings.digit_timeout_first)


@cache
def _ranks(key_at_timer_counts: bool, digit_timeout_first: bool) -> Mapping[Trigger, int]:
    found = {name: row.rank for name, row in TRIGGERS.items()}
    if not key_at_timer_counts:
        found["digit"] = found["hash"] = LAST
    if not digit_timeout_first:
        found["digitTimeout"], found["overallTimeout"] = found["overallTimeout"], found["digitTimeout"]
    return found


class Agenda:
    """A heap of what is to come; copying it is copying a short list."""

    __slots__ = ("items", "number")

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.number = 0

    def copy(self) -> Agenda:
        """An independent copy."""
        twin = _new(Agenda)
        twin.items, twin.number = self.items.copy(), self.number
        return twin

    def has(self, trigger: Trigger) -> bool:
        """Whether this is to come."""
        for item in self.items:  # noqa: SIM110 - `any` takes four times as long for the two or three items
            if item[3] == trigger:
                return True
        return False

    def drop(self, *triggers: Trigger) -> None:
        """Forget everything of these kinds."""
        items = self.items
        kept = [item for item in items if item[3] not in triggers]
        if len(kept) < len(items):
            heapify(kept)
            self.items = kept


_new = object.__new__
