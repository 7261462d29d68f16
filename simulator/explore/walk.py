"""The way of one call through the places, read out of its trace: what coverage counts and diff compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.explore.classes import DONE, HANGUP, entry_class, leg_class
from simulator.explore.stops import end_of, place_id
from simulator.model.event import (
    Answered,
    Asked,
    Began,
    Dialled,
    Ended,
    EntryEnded,
    HungUp,
    LegEnded,
    Moved,
    Replied,
    Stopped,
    Struck,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.explore.offers import Offers
    from simulator.model.behaviour import EdgeKey, Place
    from simulator.model.event import Event

_ARRIVES = ("prompting", "ringing")
"""The parts of actions in which a call waits for the caller or the network."""
NO_LIMIT = 10**6


@frozen(slots=False)
class Took:
    """One edge that a call took; `until` is the index of the event after it."""

    edge: EdgeKey
    until: int


def walk(trace: Sequence[Event], places: Mapping[str, Place], offers: Offers) -> tuple[Took, ...]:
    """The edges that a call took, in order. `places` are known ones: keys have their classes from these."""
    reader = _Reader(places, offers)
    for index, event in enumerate(trace):
        reader.read(event, trace[: index + 1], index)
    return tuple(reader.took)


@define
class _Reader:
    """Follows a call: the place where it is, and what was done there."""

    places: Mapping[str, Place]
    offers: Offers
    took: list[Took] = field(factory=list)
    digest: str = ""
    stage: str | None = None
    here: str | None = None
    done: str | None = None
    playing: bool = False
    """A list has begun, and nothing has been asked of caller or network yet."""
    struck: bool = False

    def read(self, event: Event, before: Sequence[Event], index: int) -> None:
        """One event more."""
        if isinstance(event, Began):
            self._close_playing(index)
            self.digest, self.playing = event.digest, True
            self._enter(event.state, index)
        elif isinstance(event, Moved):
            self._enter(event.row.dest, index)
        elif isinstance(event, Replied):
            self.stage = event.client_action_id
        elif isinstance(event, EntryEnded):
            self.done = self._class(event)
        elif isinstance(event, Answered | LegEnded | HungUp):
            self._leg(event)
        elif isinstance(event, Dialled) and event.inbound:
            self.playing, self.here = False, "inbound"
        elif isinstance(event, Asked):
            self._close_playing(index)
        elif isinstance(event, Struck):
            self.struck = True
        elif isinstance(event, Ended | Stopped):
            self._end(end_of(before), index)

    def _enter(self, state: str, index: int) -> None:
        """A state is entered; where it asks for keys or dials, the call arrives at a place."""
        action, _, part = state.rpartition(".")
        if part in _ARRIVES:
            self.playing = False
            self._arrive(place_id(self.digest, self.stage, action), index)

    def _leg(self, event: Event) -> None:
        if self.here is None or self._kind(self.here) != "dial":
            return
        found = leg_class(event)
        if found is not None and (self.done is None or found == HANGUP):
            self.done = found

    def _end(self, end: Place, index: int) -> None:
        """The call is over: by the caller, by a fault, or because nothing was left to do."""
        self._close_playing(index)
        if self.done is None:
            self.done = HANGUP if end.by == "caller" else "fault" if self.struck else None
        self._arrive(end.id, index)

    def _kind(self, name: str) -> str:
        known = self.places.get(name)
        return known.kind if known else "dial" if ".makeCall" in name else ""

    def _class(self, event: EntryEnded) -> str:
        place = self.places.get(self.here or "")
        offered = place.offered if place else ()
        return entry_class(event, place.high if place else NO_LIMIT,
                           lambda digits: self.offers.name(digits, self.stage, offered))  # fmt: skip

    def _close_playing(self, index: int) -> None:
        """A list is over that asked for nothing: it was a place of its own."""
        if self.playing and self.here is not None:
            self.playing = False
            self._arrive(place_id(self.digest, self.stage, "play"), index)

    def _arrive(self, name: str, index: int) -> None:
        if self.here is not None:
            self.took.append(Took((self.here, self.done or DONE, name), index))
        self.here, self.done = name, None
