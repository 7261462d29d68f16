"""LoggedWalk a session of a log over what exploration found: what its caller did, and when, as far as it is told.

No call is run: the session is led from question to question over moves that say how long all takes that does not hang
on the caller. What is left of the time between two questions is the caller's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.leg_outcomes import leg_row
from simulator.populations.fitting.seen import EntrySeen, SessionSeen, SilenceSeen
from simulator.populations.fitting.steps import Step, steps
from simulator.populations.fitting.timing import Try, answered_try, last_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.call.logged import LoggedAsk, LoggedSession
    from simulator.populations.fitting.graph import MoveGraph

OFF = 3000
"""By how many ms silence may be longer or shorter than expected, and still be silence."""
SURE = 1000
"""How many ms before a call would end by itself it is still sure that the caller hung up."""
SECOND = 1000
"""How far off a summary's times are, at most."""
AT_ONCE = 400
"""Who hangs up in so many ms of being answered does so at once: a summary has whole seconds."""


def walked(graph: MoveGraph, session: LoggedSession) -> SessionSeen:
    """What a session shows of its caller."""
    walk = LoggedWalk(graph, session)
    if walk.begin():
        for number, ask in enumerate(session.asks, 1):
            if not walk.to(ask):
                walk.seen.trouble = f"the flow does not come to question {number}"
                return walk.seen
        walk.finish()
    return walk.seen


@define
class LoggedWalk:
    """One session on its way: at a `point`, `passed` ms after the instant `clock`.

    That is None where it is not told, and `exact` where it is told to the ms.
    """

    graph: MoveGraph
    session: LoggedSession
    seen: SessionSeen = field(init=False, factory=SessionSeen)
    point: int = 0
    clock: int | None = None
    exact: bool = True
    passed: int = 0
    dialled: int = 1

    def begin(self) -> bool:
        """Whether the call was answered, and is one of this flow."""
        session, inbound = self.session, self.graph.place(0).kind == "inbound"
        if session.inbound is not None and session.inbound != inbound:
            self.seen.trouble = "the call comes in" if session.inbound else "the platform calls"
            return False
        settings, leg = self.graph.settings, session.legs[0] if session.legs else None
        began, rings = session.began(settings), None if leg is None else leg.rings
        self.exact = session.dialled is not None
        if began is not None and rings is not None:
            self.clock = began + rings + (0 if inbound else settings.dial_delay)
        if inbound:
            self.seen.answered = bool(session.asks)
            return self.seen.answered
        result = None if leg is None else leg.result(settings)
        return self._leg_a(result or ("answered" if session.asks else ""))

    def _leg_a(self, result: str) -> bool:
        if not result:
            self.seen.trouble = "nothing tells what leg A came to"
            return False
        self.seen.legs += [("A", result)] if self.session.every_leg else []
        move = self.graph.move(0, result)
        if not leg_row(result).connected or move is None:
            return False
        self.seen.answered, self.point, self.passed = True, move.dest, move.after
        return True

    def to(self, ask: LoggedAsk) -> bool:
        """On to a question; False where the flow does not come to it."""
        due = None if ask.at is None or self.clock is None else ask.at - self.clock
        way: list[Step] = []
        tries: list[Try] = []
        for step in steps(self.graph, self.session, self.point, self.passed, self.dialled):
            found = self.graph.entered(step.point, ask)
            if found is not None:
                tries.append(Try(step.place, found, step.late(due, found), len(way)))
            way.append(step)
        if ask.digits is None:
            return self._untold(ask, way, due)
        if tries:
            self._pressed(ask, ask.digits, tries, way, due)
        return bool(tries)

    def _untold(self, ask: LoggedAsk, way: Sequence[Step], due: int | None) -> bool:
        """A question without digits: of a caller who did nothing, or who was not asked."""
        last = way[-1] if way else None
        if last is None or not last.move.asked or last.stage(ask) != ask.stage:
            return False
        move, ends = last.move, last.ends
        longer = None if due is None or ends is None else due - ends - (move.after - move.back)
        tries = [one for one in way if one.place.id == last.place.id]
        told = longer is not None and abs(longer) <= OFF * len(tries)
        self._silent([one for one in way if one.place.kind == "capture"], told=told)
        if last.place.kind == "capture" and told and longer is not None and last.place.low <= 1 and self.exact:
            self.seen.silences.append(SilenceSeen(last.place, longer / len(tries), len(tries)))
        self._on(ask, way, last.move.dest, move.back, due)
        return True

    def _pressed(self, ask: LoggedAsk, digits: str, tries: Sequence[Try], way: Sequence[Step], due: int | None) -> None:
        """A question with digits: of the try in whose time they can have been entered."""
        found = answered_try(tries, digits)
        known = found or tries[0]
        before = way[: known.number]
        self._silent(
            [one for one in before if one.place.kind == "capture"], told=found is not None and found.late is not None
        )
        place = known.place
        late = None if found is None or found.late is None else last_key(place, digits, found.late)
        attempt = sum(one.place.id == place.id for one in before)
        clear = found is not None and found.late is not None and (place.low <= 1 or not attempt)
        self.seen.entries.append(EntrySeen(place, digits, attempt, late, self.exact, clear))
        self._on(ask, before, known.move.dest, known.move.back, due)

    def _silent(self, tried: Sequence[Step], *, told: bool) -> None:
        """Entries that nobody answered; of a place that takes several keys a few may have been pressed."""
        for one in tried:
            clear = told and one.place.low <= 1 and one.begins is not None
            self.seen.entries.append(EntrySeen(one.place, "", told=clear))

    def _on(self, ask: LoggedAsk, way: Sequence[Step], dest: int, since: int, due: int | None) -> None:
        """The question is answered: both clocks are set anew."""
        self._dials(way)
        if due is not None and due >= 0:
            self.seen.stayed += max(due - sum(one.talks for one in way), 0)
        self.point, self.passed, self.clock, self.exact = dest, since, ask.at, True

    def _dials(self, way: Sequence[Step]) -> None:
        for one in way:
            if one.place.kind == "dial":
                self.dialled += 1
                self.seen.legs += [("B", one.move.input_class)] if one.told else []
                self.seen.talks += [one.talks] if one.talks else []

    def finish(self) -> None:
        """What the end of a session tells: whether its caller hung up, and when."""
        session, summary = self.session, self.session.summary
        if summary is None or session.ended is None or self.clock is None:
            return
        over = session.ended - self.clock
        if over <= -SECOND:
            self.seen.trouble = "it ends before its last question"
            return
        self.seen.ended = True
        asked = len(session.asks) - (self.graph.place(0).kind == "inbound")
        self.seen.at_once = summary.status == "COMPLETED" and not asked and over <= AT_ONCE
        if summary.error is None and session.asks_kept and not self.seen.at_once:
            self._end(max(over, 0), gone=summary.status == "COMPLETED")

    def _end(self, over: int, *, gone: bool) -> None:
        """The end so many ms after the last question; `gone`: so it ends also where the caller hangs up."""
        way = list(steps(self.graph, self.session, self.point, self.passed, self.dialled))
        self._dials(way)
        point, alone = (way[-1].move.dest, way[-1].after) if way else (self.point, self.passed)
        if alone is None:
            return
        talked = sum(one.talks for one in way if one.begins is not None and one.begins <= over)
        asks = bool(way) and way[-1].move.asked
        by_itself = self.graph.place(point).is_end and not asks
        if (by_itself or asks) and over > alone + max(OFF, alone // 4):
            self.seen.trouble = "it goes on after its last question for longer than the flow does"
            return
        if gone and not (by_itself and over >= alone - SURE):
            self._left(over, talked, way)
        else:
            self.seen.stayed += max(min(over, alone - SURE) - talked, 0)

    def _left(self, over: int, talked: int, way: Sequence[Step]) -> None:
        self._silent([one for one in way if one.place.kind == "capture" and one.over_by(over)], told=True)
        self.seen.left = self.seen.stayed + max(over - talked, 0)
        self.seen.stayed = self.seen.left
