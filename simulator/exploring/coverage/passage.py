"""The way of one call through the places, read out of its trace: what coverage counts and diff compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.exploring.search.classes import DONE, HANGUP, entry_class, leg_class
from simulator.exploring.search.standing import end_of, place_id, second_leg
from simulator.model.behaviour.passed import Entered, Passed
from simulator.model.call.event import (
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
from simulator.model.machine.table import Dial
from simulator.responders.renamed import changed
from simulator.webhooks.base.ids import tail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.entries.offers import Offers
    from simulator.model.behaviour.behaviour import EdgeKey, Place
    from simulator.model.call.event import Event
    from simulator.model.machine.table import State
    from simulator.model.scenario.verdict import KeptRun

NO_LIMIT = 10**6
NEUTRAL = tail(0)
"""How the ids of the session of seed 0 end."""


@frozen(slots=False)
class Took:
    """One edge that a call took; `until` is the index of the event after it."""

    edge: EdgeKey
    until: int


def walk(trace: Sequence[Event], places: Mapping[str, Place], offers: Offers, session: str = "") -> tuple[Took, ...]:
    """The edges that a call took, in order. `places` are known ones: keys have their classes from these."""
    return tuple(Took(edge, step.until) for step in steps(trace, session) for edge in edges_of(step, places, offers))


def steps(trace: Sequence[Event], session: str = "") -> tuple[Passed, ...]:
    """The way of a call from place to place, which needs nothing but its trace.

    A stage that is named by the id of the `session` is called as explorations call it, whose session is that of seed 0.
    """
    reader = _WayReader(own=session[-len(NEUTRAL) :])
    for index, event in enumerate(trace):
        reader.read(event, trace, index)
    return tuple(reader.passed)


def edges_of(step: Passed, places: Mapping[str, Place], offers: Offers) -> tuple[EdgeKey, ...]:
    """The edge that a step is a case of; two where it leads through a list that was broken off."""
    done = step.done
    if isinstance(done, Entered):
        place = places.get(step.source)
        high, offered, told = (place.high, place.offered, place.told) if place else (NO_LIMIT, (), True)
        stage = done.stage
        done = entry_class(done, high, lambda digits: offers.name(digits, stage, offered, told))
    if step.through in places:
        return (step.source, done, step.through), (step.through, step.then, step.dest)
    return ((step.source, step.then if step.through and done == DONE else done, step.dest),)


def session_of(run: KeptRun) -> str:
    """The id of a run's session; empty where there was none."""
    return str((run.session or {}).get("sessionId", ""))


@define
class _WayReader:
    """Follows a call: the place where it is, and what was done there."""

    own: str = ""
    """How the ids of this session end."""
    passed: list[Passed] = field(factory=list)
    digest: str = ""
    stage: str | None = None
    first: str = ""
    """The place where leg A was dialled."""
    here: str | None = None
    done: str | Entered | None = None
    ringing: bool = False
    """The place is a dial."""
    playing: bool = False
    """A list has begun, and nothing has been asked of caller or network yet."""
    struck: bool = False

    def read(self, event: Event, trace: Sequence[Event], index: int) -> None:
        """One event more."""
        if isinstance(event, Began):
            self._close_playing(index)
            self.digest, self.playing = event.digest, True
            self._enter(event.to, index)
        elif isinstance(event, Moved):
            self._enter(event.to, index)
        elif isinstance(event, Replied):
            stage = event.client_action_id
            self.stage = changed(stage, self.own, NEUTRAL) if stage and self.own else stage
        elif isinstance(event, EntryEnded):
            self.done = Entered(event.digits, event.outcome, event.reason, self.stage)
        elif isinstance(event, Answered | LegEnded | HungUp):
            self._leg(event)
        elif isinstance(event, Dialled) and event.inbound:
            self.playing, self.here = False, "inbound"
        elif isinstance(event, Asked):
            self._close_playing(index)
        elif isinstance(event, Struck):
            self.struck = True
        elif isinstance(event, Ended | Stopped):
            self._end(end_of(trace[: index + 1]), index)

    def _enter(self, state: State, index: int) -> None:
        """A state is entered; where it asks for keys or dials, the call arrives at a place."""
        if state.waits_for in ("entry", "dial"):
            self.playing = False
            name = place_id(self.digest, self.stage, state.place)
            dial = next((request for request in state.requests if isinstance(request, Dial)), None)
            self._arrive(name if dial is None else self._dial(name, dial), index)
            self.ringing = dial is not None

    def _dial(self, name: str, dial: Dial) -> str:
        """The id of a dial, as exploration has it: that of leg B is another in the list that dialled leg A."""
        if dial.leg == "A":
            self.first = name
            return name
        return second_leg(name) if name == self.first else name

    def _leg(self, event: Event) -> None:
        if self.here is None or not self.ringing:
            return
        found = leg_class(event)
        if found is not None and (self.done is None or found == HANGUP):
            self.done = found

    def _end(self, end: Place, index: int) -> None:
        """The call is over: by the caller, by a fault, or because nothing was left to do."""
        over = HANGUP if end.by == "caller" else "fault" if self.struck else DONE
        if self.playing and self.here is not None:
            through = place_id(self.digest, self.stage, "play")
            self.passed.append(Passed(self.here, self.done or DONE, end.id, index, through, over))
        else:
            self.done = self.done or over
            self._arrive(end.id, index)

    def _close_playing(self, index: int) -> None:
        """A list is over that asked for nothing: it was a place of its own."""
        if self.playing and self.here is not None:
            self.playing = False
            self._arrive(place_id(self.digest, self.stage, "play"), index)

    def _arrive(self, name: str, index: int) -> None:
        if self.here is not None:
            self.passed.append(Passed(self.here, self.done or DONE, name, index))
        self.here, self.done, self.ringing = name, None, False
