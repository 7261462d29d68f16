"""One live session: a call that is brought on by its pace, told of by webhooks, and fed by whoever is on the phone."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from math import inf, isinf
from typing import TYPE_CHECKING, Any

from simulator.engine.call import Call
from simulator.engine.live import LiveCall
from simulator.errors import OutOfTurnError
from simulator.model.call.event import Ended
from simulator.running.result import CallResult
from simulator.server.sessions.inputs import HANG_UP, KEY, PICK_UP, RELEASE, STRIKE, outcome_data
from simulator.server.sessions.line import Watched
from simulator.server.sessions.mail import SessionMail
from simulator.server.sessions.pace import STILL, Pace
from simulator.server.store.rows import InputRow
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.call.outcome import LegOutcome
    from simulator.server.sessions.around import Around
    from simulator.server.sessions.delivery import Delivery
    from simulator.server.sessions.line import Line
    from simulator.server.sessions.wire import Registration
    from simulator.server.store.rows import JournalRow

LIVE, STOPPED = "LIVE", "STOPPED"
"""What the status of a session is before its end, and where a bound of the simulator ended it."""
AGAIN = 0.002
"""Seconds after which it is looked whether a backend has answered."""


class LiveSession:
    """A session on its way; `receivers` are the webhooks by type, `responder` answers where no VCA is registered."""

    def __init__(
        self,
        around: Around,
        setting: Setting,
        line: Line,
        receivers: Mapping[str, Registration],
        responder: Responder | None = None,
    ) -> None:
        self.around, self.setting, self.held, self.alarm = around, setting, line.held, 0
        self.id, self.request_id = (uuid1(setting.seed, setting.ids_from, number) for number in (0, 1))
        self.body = b"{}"
        """What began it, as it came."""
        self.asked: dict[str, Any] = {}
        """How it was begun."""
        self.inputs: list[InputRow] = []
        """What came in from outside, in order."""
        self.shown = False
        """Whether a phone shows it: what that one shows is told with each of its events."""
        self.forgotten = self.follows = False
        """Whether the house was closed, so that nothing is answered; whether it comes to where it is to stand."""
        self.replayed: dict[int, int] | None = None
        """While inputs of before a restart are fed: the errors that struck, by the number of what was waited for."""
        self._waits = self._seen = 0
        self.live = LiveCall(Call(setting), Watched(line.network, self._strikes), line.caller)
        self.pace = Pace(0, around.clock.real(), self._rate)
        self.mail = SessionMail(self, receivers, responder)

    @property
    def call(self) -> Call:
        """The call, only to look at."""
        return self.live.call

    @property
    def deliveries(self) -> list[Delivery]:
        """Its webhooks, in the order in which they were due."""
        return self.mail.deliveries

    @property
    def over(self) -> bool:
        """Whether the call is over and all its webhooks are delivered."""
        return self.live.done and not self.mail.open

    @property
    def status(self) -> str:
        """How it ended, in the platform's words, or that it did not yet."""
        if not self.live.done:
            return LIVE
        last = self.call.trace[-1]
        return last.status if isinstance(last, Ended) else STOPPED

    @property
    def result(self) -> CallResult:
        """What came of the call until now."""
        return CallResult(self.call)

    @property
    def _rate(self) -> float:
        return self.around.clock.rate_of(self.held)

    def wake(self) -> None:
        """Let happen what is due."""
        live = self.live
        at = (live.due or 0) if isinf(self.pace.rate) else self.pace.at(self.around.clock.real())
        self._go(at)

    def repace(self, moved: int = 0) -> None:
        """Go at the rate that the clock has now, `moved` ms further on; a call whose webhook is out stands still."""
        if not self.live.done and self.live.question is None:
            real = self.around.clock.real()
            self.pace.turn(real, self._rate, self.pace.at(real) + moved)
            self._go(self.pace.at(real)) if moved else self._sleep()

    def resume(self, inputs: Sequence[InputRow], ms: int) -> None:
        """Go on after a restart, `ms` of the session: what nobody answered is sent again."""
        self.inputs = list(inputs)
        at = max(ms, self.live.now - 1)
        self.pace.turn(self.around.clock.real(), self._rate, at)
        self.mail.release()
        self._go(at)

    def press(self, keys: str) -> None:
        """Press keys now. Raises OutOfTurnError where the call is over."""
        for key in keys:
            self._do(lambda key=key: self.live.key(key), KEY, key)  # type: ignore[misc]

    def hang_up(self) -> None:
        """Let the caller hang up now. Raises OutOfTurnError where the call is over."""
        self._do(self.live.hang_up, HANG_UP)

    def release(self) -> None:
        """Let the far end of leg B hang up now. Raises OutOfTurnError where nobody is connected there."""
        self._do(self.live.release, RELEASE)

    def pick_up(self, outcome: LegOutcome) -> None:
        """Say what becomes of the leg that rings. Raises OutOfTurnError where none rings."""
        self._do(lambda: self.live.pick_up(outcome), PICK_UP, outcome_data(outcome))

    async def follow(self, inputs: Iterable[tuple[int, Callable[[LiveSession], None]]], until: int) -> None:
        """Come to `until` ms at once, with these inputs on the way; one that is out of turn is left out.

        Raises OutOfTurnError where the server forgets it meanwhile.
        """
        self.follows = True
        for at, come_in in inputs:
            await self._come_to(at - 1)  # what comes in at a ms comes before what the call does at it
            self.pace.turn(self.around.clock.real(), STILL, at)
            with suppress(OutOfTurnError):
                come_in(self)
        await self._come_to(until)
        self.follows = False
        self.pace.turn(self.around.clock.real(), self._rate, until)
        self._sleep()

    def note(self, kind: str, data: Any, *more: JournalRow, at: int | None = None) -> None:
        """Let it be stored that this comes in now, or `at` ms."""
        row = InputRow(self.id, len(self.inputs), self.live.now if at is None else at, kind, data)
        self.inputs.append(row)
        self.around.note(row, *more)

    def go_on(self, at: int) -> None:
        """Its webhook was answered: the clock goes on, from `at` ms of the session."""
        self.pace.turn(self.around.clock.real(), self._rate, at)
        self._go(at)

    def sleep(self) -> None:
        """Wait again: as fast as can be, a call waits for its receivers, and has now heard of all."""
        if isinf(self.pace.rate):
            self._sleep()

    def tell(self) -> None:
        """Tell of all that has happened since."""
        trace = self.call.trace
        if len(trace) > self._seen:
            events, self._seen = trace[self._seen :], len(trace)
            self.around.happened(self, events)
            self.mail.tell()
            if self.over and self.replayed is None:
                self.around.ended(self)

    def _strikes(self, wait: DialWait | PlayWait) -> int | None:
        """The error that strikes here, if any."""
        number, self._waits = self._waits, self._waits + 1
        if self.replayed is not None:
            return self.replayed.get(number)
        code = None if self.follows else self.around.strikes(self, wait)
        if code is not None:
            self.note(STRIKE, {"wait": number, "code": code})
        return code

    def _do(self, what: Callable[[], None], kind: str, data: Any = None) -> None:
        """Bring the call to this instant, let something come in, and let happen what follows from it."""
        self.live.reach(max(self.live.now, self.pace.at(self.around.clock.real())))
        self.tell()  # before it is known what comes in, as when inputs are fed again
        at = self.live.now + (self.live.question is not None)  # all of this ms has happened, the question too
        what()
        self.note(kind, data, at=at)
        self._go(self.live.now)

    async def _come_to(self, ms: int) -> None:
        """Let happen all until `ms`, that included; a backend of this process may take its time with an answer."""
        while not self.live.done and self.live.now <= ms and not self.forgotten:
            self.pace.turn(self.around.clock.real(), STILL, ms)
            self._go(ms)
            if self.live.question is not None:
                await asyncio.sleep(AGAIN)
        if self.forgotten:
            raise OutOfTurnError("the server was begun anew meanwhile")

    def _go(self, at: int) -> None:
        """Let happen all until `at` ms, that included."""
        live, clock = self.live, self.around.clock
        live.reach(max(at, live.now) + 1)
        if isinf(self.pace.rate):
            self.pace.turn(clock.real(), inf, live.now - 1)
            clock.reaches(self.setting.now + live.now - 1)
        self.tell()
        while live.question is None and not live.done and live.now < at:  # a flow of the server answered at once
            live.reach(at + 1)
            self.tell()
        if live.done or live.question is not None:
            self.pace.turn(clock.real(), STILL, live.now)
        self._sleep()

    def _sleep(self) -> None:
        """Wait for what is due; as fast as can be, only once all webhooks are delivered."""
        due, clock = self.live.due, self.around.clock
        waits = due is None or (self.mail.open and isinf(self.pace.rate))
        self.around.alarms.set(self, inf if waits else self.pace.when(due or 0, clock.real()))
