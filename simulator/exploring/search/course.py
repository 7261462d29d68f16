"""What happened on a step of exploration; what is asked of it is read out of it once, since many steps share one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.search.standing import end_of
from simulator.model.call.event import EntryEnded, Event, Heard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.behaviour.behaviour import Place


class Course(list[Event]):
    """The events of a step, in order; the prompts `heard` on it, and how an `entry` ended, if there was one."""

    __slots__ = ("_end", "entry", "heard")

    def __init__(self, events: Iterable[Event]) -> None:
        super().__init__(events)
        self.heard = tuple([event.prompt for event in self if type(event) is Heard])
        self.entry = next((event for event in self if type(event) is EntryEnded), None)
        self._end: Place | None = None

    @property
    def end(self) -> Place:
        """The end that the call came to."""
        if self._end is None:
            self._end = end_of(self)
        return self._end


def course(events: Iterable[Event]) -> Course:
    """The events of a step as a course."""
    return events if type(events) is Course else Course(events)
