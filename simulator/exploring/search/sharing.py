"""Moving in front of a table without doing twice what comes of an input in two calls in the same way.

What becomes of a call from an entry until it asks the webhook, or ends, depends on rows, timers and messages, and these
are the same at most places. Most of what is tried ends a call: silence, a wrong key, the hang-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from simulator.engine.agenda import Agenda
from simulator.engine.ports import Question
from simulator.engine.state import CallState
from simulator.engine.waits import AskWait, EntryWait
from simulator.exploring.search.probers import Arrival, Forking
from simulator.exploring.search.standing import Asking
from simulator.model.call.event import Asked, Ended, EntryEnded
from simulator.model.call.outcome import Unusable
from simulator.model.machine.table import Ask, Disconnect, GoOn, StartTimer, StopTimers, TakeKeys
from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Hashable

    from simulator.compiler.compiled import Compiled
    from simulator.compiler.shape import Shape
    from simulator.engine.call import Call
    from simulator.exploring.search.probers import Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.call.event import Event
    from simulator.model.machine.table import Table

    Inputs = dict[str, "CameTo"]
    """What inputs came to in calls that go on alike, by the input as key scripts write it."""

REMEMBERED = 2000
"""Inputs to go on of which it is known what inputs come to; then all are forgotten: each place might have its own."""

_OWN = {"agenda", "asked", "client_action_id", "compiled", "now", "setting", "trace", "wait"}
_SHARED = tuple(name for name in CallState.__slots__ if name not in _OWN)
"""What an input makes of these in one call it makes of them in each that goes on alike."""


_WITHOUT_TEXT = (TakeKeys, StartTimer, StopTimers, Ask, GoOn, Disconnect)
"""Requests that are alike in all lists of a shape."""


@record
class ToQuestion:
    """How an input led a call to its next question: what happened until then, in ms, what had `changed` in the call."""

    events: list[Event]
    ms: int
    wait: AskWait
    changed: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, call: Call, before: Call) -> ToQuestion | None:
        """How a call came from an entry to where it is; None where it asks nothing, or more is still to come."""
        wait = call.wait
        if type(wait) is not AskWait or call.agenda.items or call.compiled is not before.compiled:
            return None
        values = [(name, getattr(call, name)) for name in _SHARED]
        changed = tuple([(name, value) for name, value in values if value is not getattr(before, name)])
        return cls(call.trace[:-1], call.now - before.now, wait, changed)

    def again(self, before: Call) -> Call:
        """Another call that goes on alike, led to its question."""
        call = before.fork()
        for name, value in self.changed:
            setattr(call, name, value)
        call.now, call.asked, call.agenda = before.now + self.ms, before.asked + 1, Agenda()
        call.wait = wait = asked_by(before, self.wait)
        call.trace = [*self.events, Asked(call.now, wait.call_status, wait.digits, wait.client_action_id)]
        return call


@define
class CameTo:
    """What an input came to: how it led to a question, and how it ended a call that was asked one at most.

    The entry took `entry_ms`.
    """

    question: ToQuestion | None
    entry_ms: int
    end: Arrival | None = None


@define
class Sharing(Forking):
    """As forking, but an input at an entry is not done again in another call that goes on like the first.

    What is shared are the events of the first call until it asked or ended, at its times (those of an end with its
    stage); the question and the ms are those of each. After a question the end is shared where the table has the
    same answer.
    """

    _known: dict[Hashable, Inputs] = field(init=False, factory=dict)
    _ahead: dict[tuple[Shape, str], tuple[tuple[int, int], ...]] = field(init=False, factory=dict)
    _last: tuple[Stop, Inputs] | None = field(init=False, default=None)

    def take(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe."""
        before = stop.call
        if type(before.wait) is not EntryWait:
            return Forking.take(self, stop, probe)
        inputs = self._inputs_at(stop)
        known = inputs.get(probe.text)
        end = self._end(before, known.end) if known and known.end else None
        if end is not None:
            return end
        if known and known.question and self._in_time(before, known.question.ms):
            call = known.question.again(before)
        else:
            call = self.fed(stop, probe)
            call.advance()
            known = inputs[probe.text] = CameTo(ToQuestion.of(call, before), _took(call, before))
        found = self.go_on(stop, call, known.entry_ms)
        if type(found.events[-1]) is Ended and _shareable(found.asked):
            known.end = found
        return found

    def _end(self, call: Call, known: Arrival) -> Arrival | None:
        """The end of another call, where this one comes to the same: it has the time, and gets the same answer."""
        if not self._in_time(call, known.ms):
            return None
        if not known.asked:
            return known
        past = known.asked[0]
        wait = asked_by(call, past.wait)
        answer, _ = self.responder.answer(Question(self.setting, (), call.now, wait))
        if answer is not past.answer:
            return None
        return Arrival(known.events, [Asking(wait, answer)], known.ms, None, known.entry_ms)

    def _in_time(self, call: Call, ms: int) -> bool:
        return call.now + ms <= self.setting.assumptions.max_session_length

    def _inputs_at(self, stop: Stop) -> Inputs:
        if self._last is None or self._last[0] is not stop:
            onward = self._onward(stop.call)
            inputs = self._known.get(onward)
            if inputs is None:
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                inputs = self._known[onward] = {}
            self._last = (stop, inputs)
        return self._last[1]

    def _onward(self, call: Call) -> Hashable:
        """All that says how a call at an entry goes on until it takes keys again, is answered or ends."""
        compiled, now, asks = call.compiled, call.now, call.asked < self.setting.assumptions.max_replies
        states = compiled.table.states
        ahead = [states[at].requests[number] for at, number in self._told_ahead(compiled, call.state)]
        coming = [(at - now, what, key, entry) for at, _, _, what, key, entry in sorted(call.agenda.items)]
        return (
            compiled.shape, call.state, call.todo, tuple(ahead), tuple(coming), asks,
            call.tries, call.digits, call.kept, call.result, call.leg_a, call.leg_b, call.playing,
        )  # fmt: skip

    def _told_ahead(self, compiled: Compiled, state: str) -> tuple[tuple[int, int], ...]:
        """Where lists of a shape can differ before a call takes keys again: requests with texts, and their states."""
        key = (compiled.shape, state)
        if key not in self._ahead:
            self._ahead[key] = tuple(
                (compiled.shape.at[name], number)
                for name in _states_ahead(compiled.table, state)
                for number, request in enumerate(compiled.state(name).requests)
                if type(request) not in _WITHOUT_TEXT
            )
        return self._ahead[key]


def _took(call: Call, before: Call) -> int:
    """The ms that an entry took, of a call that was led on from before it."""
    return next((event.at for event in call.trace if type(event) is EntryEnded), before.now) - before.now


def _states_ahead(table: Table, state: str) -> list[str]:
    """The states that a call can come to from one before it takes keys again."""
    entries = {one.name for one in table.states if one.waits_for == "entry"}
    found = {state: None}
    for name in (waiting := [state]):
        ahead = [row.dest for row in table.rows if row.source == name and row.dest not in found]
        found.update(dict.fromkeys(ahead))
        waiting += [dest for dest in dict.fromkeys(ahead) if dest not in entries]
    return [name for name in found if name not in entries]


def asked_by(call: Call, wait: AskWait) -> AskWait:
    """What another call asked, asked by this one."""
    return AskWait(wait.call_status, wait.digits, call.client_action_id, wait.state)


def _shareable(asked: list[Asking]) -> bool:
    """Whether an end after these questions is that of other calls too: a fault is told with its time and its stage."""
    return len(asked) <= 1 and not any(type(one.answer) is Unusable for one in asked)
