"""What the inputs at one place lead to in both versions: whether a key leads now where another one led.

Where only texts play before the same end, no stage and no number tells one option from another: what is heard does.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.diff.same_input import leads_to
from simulator.exploring.search.classes import OTHER
from simulator.model.call.event import Heard

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from simulator.exploring.diff.same_input import Met
    from simulator.exploring.diff.version import Version
    from simulator.exploring.search.probers import Arrival, Stop

    Pair = tuple[Hashable, Hashable]


@frozen(slots=False)
class Answers:
    """All inputs that were tried at one place."""

    met: Sequence[Met]
    old: Version
    new: Version

    def moved(self, one: Met) -> bool:
        """Whether an input leads now where another one led, over more or fewer lists, or is (no) option of its own.

        Also whether one version alone takes the entry: the other answers that nothing was entered.
        """
        was, now = answer(self.old, one.old), answer(self.new, one.new)
        if was == now:
            return False
        if now in self._before or len(one.old.asked) != len(one.new.asked):
            return True
        return _accepted(one.old) != _accepted(one.new) or self._singled_out(one)

    @cached_property
    def _before(self) -> frozenset[Hashable]:
        """What was answered to any input in the old version."""
        return frozenset(answer(self.old, one.old) for one in self.met)

    @cached_property
    def _rest(self) -> Pair | None:
        """What most keys that neither version offers lead to; None where no key was tried that nobody offers."""
        found = Counter(self._by_row(one) for one in self.met if self._is_other(one))
        return max(found, key=found.__getitem__, default=None)

    def _singled_out(self, one: Met) -> bool:
        """Whether a key is treated like those that nobody offers in one of the versions alone."""
        if self._rest is None or not _accepted(one.old) or not _accepted(one.new):
            return False
        was, now = self._by_row(one)
        return (was == self._rest[0]) != (now == self._rest[1])

    def _by_row(self, one: Met) -> Pair:
        """What both versions answer, and by which row of their table: two rows may say the same."""
        return (
            (answer(self.old, one.old), self.old.row(one.old)),
            (answer(self.new, one.new), self.new.row(one.new)),
        )

    def _is_other(self, one: Met) -> bool:
        if one.probe is None:  # at the beginning of a call nobody has pressed anything
            return False
        sides = zip((self.old, self.new), one.stops, (one.old, one.new), strict=True)
        return all(_class_of(version, stop, one, step) == OTHER for version, stop, step in sides)


def answer(version: Version, step: Arrival) -> Hashable:
    """Where a step leads and the words on the way; in which voice they are spoken is no matter."""
    words = (event.prompt.words for event in step.events if isinstance(event, Heard))
    return (leads_to(version, step), tuple(filter(None, words)))


def _class_of(version: Version, stop: Stop | None, met: Met, step: Arrival) -> str:
    assert stop is not None
    assert met.probe is not None  # who asks has looked
    return version.places.class_of(version.places.at(stop), met.probe, step)


def _accepted(step: Arrival) -> bool:
    end = step.events.entry
    return end is not None and end.outcome == "accepted" and bool(end.digits)
