"""The virtual clock: what will happen when, in ms, and which comes first of two at one millisecond."""

from __future__ import annotations

from heapq import heapify
from typing import TYPE_CHECKING, get_args

from simulator.model.machine.table import Trigger

if TYPE_CHECKING:
    from simulator.model.assumptions import Assumptions

Item = tuple[int, int, int, "Trigger", str, int]
"""When, rank, number, trigger, key, and the entry that a key was meant for (0: any)."""


def ranks(settings: Assumptions) -> dict[Trigger, int]:
    """Who comes first at one millisecond: what begins or ends, a key, leg A's hang-up, leg B's, the world, timers."""
    key = 2 if settings.key_at_timer_counts else 9
    first, second = (6, 7) if settings.digit_timeout_first else (7, 6)
    found = {"fault": 0, "played": 1, "answered": 1, "receive": 1, "digit": key, "hash": key, "hangup": 3,
             "released": 4, "digitTimeout": first, "overallTimeout": second}  # fmt: skip
    return {trigger: found.get(trigger, 5) for trigger in get_args(Trigger)}


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
