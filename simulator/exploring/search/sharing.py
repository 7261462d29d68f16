"""Moving in front of a table without doing twice what ends two calls in the same way.

Most of what is tried at a place ends a call: silence, a wrong key, the hang-up. What becomes of a call until then
depends on rows, timers and messages, and these are the same at most places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.engine.ports import Question
from simulator.engine.waits import AskWait, EntryWait
from simulator.exploring.search.probers import Arrival, Forking
from simulator.exploring.search.standing import Asking
from simulator.model.call.event import Ended

if TYPE_CHECKING:
    from collections.abc import Hashable

    from simulator.compiler.compiled import Compiled
    from simulator.compiler.shape import Shape
    from simulator.engine.call import Call
    from simulator.exploring.search.probers import Stop
    from simulator.exploring.search.probes import Probe

    Ends = dict[str, Arrival]
    """What ended calls that go on alike, by the input as key scripts write it."""

REMEMBERED = 2000
"""Ways to go on of which it is known what ends a call; then all are forgotten, since each place might have its own."""


@define
class Sharing(Forking):
    """As forking, but an input at an entry that ended a call is not done again in another that goes on like it.

    That is so where the table has the same answer for both. What is shared are the events of the first call, at its
    times and with its stage; the question and the ms are those of each.
    """

    _ends: dict[Hashable, Ends] = field(init=False, factory=dict)
    _ahead: dict[tuple[Shape, str], tuple[str, ...]] = field(init=False, factory=dict)
    _last: tuple[Stop, Ends] | None = field(init=False, default=None)

    def take(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe."""
        if type(stop.call.wait) is not EntryWait:
            return Forking.take(self, stop, probe)
        ends = self._ends_at(stop)
        known = ends.get(probe.text)
        shared = None if known is None else self._shared(stop.call, known)
        if shared is not None:
            return shared
        found = Forking.take(self, stop, probe)
        if type(found.events[-1]) is Ended and len(found.asked) <= 1:
            ends[probe.text] = found
        return found

    def _shared(self, call: Call, known: Arrival) -> Arrival | None:
        """The arrival of another call, where this one comes to the same: it has the time, and gets the same answer."""
        if call.now + known.ms > self.setting.assumptions.max_session_length:
            return None
        if not known.asked:
            return known
        past = known.asked[0]
        wait = AskWait(past.wait.call_status, past.wait.digits, call.client_action_id, past.wait.state)
        answer, _ = self.responder.answer(Question(self.setting, (), call.now, wait))
        return Arrival(known.events, [Asking(wait, answer)], known.ms, None) if answer is past.answer else None

    def _ends_at(self, stop: Stop) -> Ends:
        if self._last is None or self._last[0] is not stop:
            onward = self._onward(stop.call)
            if onward not in self._ends and len(self._ends) >= REMEMBERED:
                self._ends.clear()
            self._last = (stop, self._ends.setdefault(onward, {}))
        return self._last[1]

    def _onward(self, call: Call) -> Hashable:
        """All that says how a call at an entry goes on until it takes keys again, is answered or ends."""
        compiled, now, asks = call.compiled, call.now, call.asked < self.setting.assumptions.max_replies
        ahead = [compiled.states[name].requests for name in self._states_ahead(compiled, call.state)]
        coming = [(at - now, what, key, entry) for at, _, _, what, key, entry in sorted(call.agenda.items)]
        return (
            compiled.shape, call.state, call.todo, tuple(ahead), tuple(coming), asks,
            call.tries, call.digits, call.kept, call.result, call.leg_a, call.leg_b,
        )  # fmt: skip

    def _states_ahead(self, compiled: Compiled, state: str) -> tuple[str, ...]:
        """The states that a call can come to from one before it takes keys again."""
        key = (compiled.shape, state)
        if key not in self._ahead:
            entries = {one.name for one in compiled.table.states if one.waits_for == "entry"}
            found = {state: None}
            for name in (waiting := [state]):
                ahead = [row.dest for row in compiled.table.rows if row.source == name and row.dest not in found]
                found.update(dict.fromkeys(ahead))
                waiting += [dest for dest in dict.fromkeys(ahead) if dest not in entries]
            self._ahead[key] = tuple(name for name in found if name not in entries)
        return self._ahead[key]
