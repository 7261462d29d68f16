"""Two ways to take a step, both from a copy of the call.

A reply table has no memory, so that it is simply asked on. A live backend may remember its callers: there every step is
a session of its own (other ids), in which the backend is first asked all that this caller asked before, and what it
answers now is held against what it answered then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import define, field

from simulator.engine.answer import NextList
from simulator.engine.call import Call
from simulator.exploring.search.asking_again import Again
from simulator.exploring.search.course import Course, course
from simulator.exploring.search.standing import INBOUND, Asking, end_of, go_on, key_of, words_of
from simulator.model.call.event import Heard
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.exploring.search.probes import Probe
    from simulator.exploring.search.standing import Key
    from simulator.model.call.event import Event

    Fingerprint = Callable[[str], str]
    """What a backend remembers of the session with this id, as a text."""
    Seen = tuple[Key | str, tuple[str, ...]]


REMEMBERED = 20_000
"""Answers of a backend that are kept, so that a search that begins anew need not ask for them."""


@record
class Stop:
    """A call that needs the outside; `path` leads there over the stops of `keys`, the last of which is its own.

    `questions` counts for each of them what the webhook had been asked until then. For a table only the own key is
    kept, and no path: nothing has to come here again.
    """

    call: Call
    keys: tuple[Key, ...]
    path: tuple[Probe, ...] = ()
    questions: tuple[int, ...] = ()
    depth: int = 0

    @property
    def key(self) -> Key:
        """All that the future depends on."""
        return self.keys[-1]


@record
class Arrival:
    """What came of a probe: the events, what the webhook was asked, the ms, and the next stop; None where it ended.

    An entry took the first `entry_ms` of it.
    """

    events: Course
    asked: list[Asking]
    ms: int
    stop: Stop | None
    entry_ms: int = 0


class Prober(Protocol):
    """How exploration moves."""

    def begin(self) -> Arrival:
        """The beginning of a call; the stop is where its first leg is dialled, or the call that comes in."""
        ...

    def take(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe. Raises StrayedError."""
        ...


@define
class Forking:
    """Asks a responder that remembers nothing, and that all steps share."""

    setting: Setting
    responder: Responder

    def begin(self) -> Arrival:
        """The beginning of a call."""
        return _begin(Call(self.setting), self.responder, key_of)

    def take(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe."""
        return self.go_on(stop, self.fed(stop, probe))

    def fed(self, stop: Stop, probe: Probe) -> Call:
        """A copy of the call of a stop, that was fed; nothing has come of it yet."""
        call = stop.call.fork()
        call.trace = []
        probe.feed(call)
        return call

    def go_on(self, stop: Stop, call: Call, entry_ms: int | None = None) -> Arrival:
        """What comes of a call that was fed at a stop; its trace is what happened since.

        `entry_ms` is what the entry took, where it was done in another call.
        """
        asked: list[Asking] = []
        since = stop.call.now
        stands, events, ms = go_on(call, self.responder, asked), course(call.trace), call.now - since
        took = entry_took(events, since) if entry_ms is None else entry_ms
        if not stands:
            return Arrival(events, asked, ms, None, took)
        call.trace = []  # many stops wait at a time, and nobody asks again what came before them
        return Arrival(events, asked, ms, Stop(call, (key_of(call),), depth=stop.depth + 1), took)


@define
class Replaying:
    """Asks a live backend, in a session of its own for each step.

    `responder` gives who answers in the session of a number, `name` that session's id. `fingerprint` tells what the
    backend remembers of one.
    """

    setting: Setting
    responder: Callable[[int], Responder]
    name: Callable[[int], str] = str
    fingerprint: Fingerprint | None = None
    sessions: int = field(init=False, default=0)
    lists: dict[str, tuple[str, ...]] = field(init=False, factory=dict)
    """What the lists say that calls came to, by their digests."""
    _known: dict[tuple[tuple[Probe, ...], Probe], Arrival] = field(init=False, factory=dict)

    def begin(self) -> Arrival:
        """The beginning of a call."""
        number = self._session()
        return _begin(Call(self.setting), self.responder(number), lambda call: self._key(call, number))

    def recall(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe, as it was asked before, if it was. Raises StrayedError."""
        found = self._known.get((stop.path, probe))
        if found is None:
            found = self.take(stop, probe)
            if len(self._known) < REMEMBERED:
                self._known[stop.path, probe] = found
        return found

    def take(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe. Raises StrayedError where the backend answers what came before it differently."""
        number = self._session()
        call = stop.call.fork()
        again = Again(lambda: self.responder(number), call.setting, tuple(call.trace), call.pending)
        if self.fingerprint is not None:
            again.remind()  # what is remembered of a session is told by one that has come this far
        before, since = len(call.trace), call.now
        asked: list[Asking] = []
        probe.feed(call)
        stands, events = go_on(call, again, asked), course(call.trace[before:])
        ms, took = call.now - since, entry_took(events, since)
        if not stands:
            return Arrival(events, asked, ms, None, took)
        questions = (*stop.questions, stop.questions[-1] + len(asked))
        after = Stop(call, (*stop.keys, self._key(call, number)), (*stop.path, probe), questions, stop.depth + 1)
        return Arrival(events, asked, ms, after, took)

    def walk(self, probes: Sequence[Probe]) -> tuple[Seen, ...]:
        """What is seen of each probe, one after the other in one session; it ends early where one cannot be done."""
        number = self._session()
        call, responder = Call(self.setting), self.responder(number)
        stands = call.setting.inbound is not None or go_on(call, responder, [])
        seen: list[Seen] = []
        for probe in probes:
            if not stands or not probe.fits(call):
                break
            before = len(call.trace)
            probe.feed(call)
            stands = go_on(call, responder, [])
            seen.append(seen_of(self._key(call, number) if stands else None, call.trace[before:]))
        return tuple(seen)

    def _session(self) -> int:
        self.sessions += 1
        return self.sessions

    def _key(self, call: Call, number: int) -> Key:
        key = key_of(call)
        digest = str(key[0])
        if digest not in self.lists:
            pending = call.pending
            self.lists[digest] = words_of(pending.compiled if isinstance(pending, NextList) else call.compiled)
        return key if self.fingerprint is None else (*key, self.fingerprint(self.name(number)))


def entry_took(events: Course, since: int) -> int:
    """The ms that the entry of a step took, which began at `since`; 0 where there was none."""
    return 0 if events.entry is None else events.entry.at - since


def seen_of(key: Key | None, events: Sequence[Event]) -> Seen:
    """What a caller notices of a step, and where it leads: what must be the same for the same input."""
    heard = tuple(event.prompt.words for event in events if isinstance(event, Heard))
    return (end_of(events).id if key is None else key, heard)


def _begin(call: Call, responder: Responder, key: Callable[[Call], Key]) -> Arrival:
    if call.setting.inbound is not None:
        return Arrival(course([]), [], 0, Stop(call, (INBOUND,), (), (0,)))
    asked: list[Asking] = []
    stands = go_on(call, responder, asked)
    stop = Stop(call, (key(call),), (), (len(asked),)) if stands else None
    return Arrival(course(call.trace), asked, call.now, stop)
