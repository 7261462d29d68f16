"""One live session: a call that is brought on by its pace, told of by webhooks, and fed by whoever is on the phone."""

from __future__ import annotations

from math import inf, isinf
from typing import TYPE_CHECKING, Any, Protocol

from simulator.engine.call import Call
from simulator.engine.live import LiveCall
from simulator.model.call.event import Ended
from simulator.model.call.outcome import Unusable
from simulator.running.result import CallResult
from simulator.server.sessions.delivery import Delivery
from simulator.server.sessions.line import Watched
from simulator.server.sessions.outbox import ASKING, Outbox
from simulator.server.sessions.pace import STILL, Pace
from simulator.server.sessions.reading import injected
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.ids import uuid1
from simulator.webhooks.base.sent import further

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from simulator.engine.answer import RawReply, WebhookAnswer
    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.engine.waits import DialWait, PlayWait
    from simulator.model.call.event import Event
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.scenario.scenario import ReplyFault
    from simulator.server.clock import ServerClock
    from simulator.server.sessions.alarms import Alarms
    from simulator.server.sessions.line import Line
    from simulator.server.sessions.reading import ReplyReader
    from simulator.server.sessions.wire import Missed, Registration

LIVE, STOPPED = "LIVE", "STOPPED"
"""What the status of a session is before its end, and where a bound of the simulator ended it."""


class Around(Protocol):
    """What a session needs of the server that it lives in."""

    clock: ServerClock
    alarms: Alarms
    reader: ReplyReader

    def outbox(self, session: LiveSession, came: Any) -> Outbox:
        """Where its webhooks go."""
        ...

    def strikes(self, session: LiveSession, wait: DialWait | PlayWait) -> int | None:
        """A session error that is injected here, or None."""
        ...

    def instead(self, session: LiveSession) -> ReplyFault | None:
        """What the webhook answers instead of its receiver, where that is injected."""
        ...

    def twice(self, session: LiveSession) -> bool:
        """Whether the next webhook is to be delivered twice."""
        ...

    def happened(self, session: LiveSession, events: Sequence[Event]) -> None:
        """Something was written into its trace."""
        ...

    def delivered(self, session: LiveSession, delivery: Delivery) -> None:
        """One of its webhooks was answered, or not."""
        ...

    def ended(self, session: LiveSession) -> None:
        """It is over, and all its webhooks are delivered."""
        ...


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
        self._around, self.receivers, self.held = around, receivers, line.held
        self._responder = responder
        self.setting, self.alarm = setting, 0
        self.id, self.request_id = (uuid1(setting.seed, setting.now, number) for number in (0, 1))
        network = Watched(line.network, lambda wait: around.strikes(self, wait))
        self.live = LiveCall(Call(setting), network, line.caller)
        self.deliveries: list[Delivery] = []
        self._open = 0
        self.pace = Pace(0, around.clock.real(), self._rate)
        self._outbox = around.outbox(self, self._came)
        self._seen = self._told = 0

    @property
    def call(self) -> Call:
        """The call, only to look at."""
        return self.live.call

    @property
    def over(self) -> bool:
        """Whether the call is over and all its webhooks are delivered."""
        return self.live.done and not self._open

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
        return self._around.clock.rate_of(self.held)

    def wake(self) -> None:
        """Let happen what is due."""
        live = self.live
        at = (live.due or 0) if isinf(self.pace.rate) else self.pace.at(self._around.clock.real())
        self._go(at)

    def repace(self, moved: int = 0) -> None:
        """Go at the rate that the clock has now, `moved` ms further on; a call whose webhook is out stands still."""
        if not self.live.done and self.live.question is None:
            real = self._around.clock.real()
            self.pace.turn(real, self._rate, self.pace.at(real) + moved)
            self._go(self.pace.at(real)) if moved else self._sleep()

    def press(self, keys: str) -> None:
        """Press keys now. Raises OutOfTurnError where the call is over."""
        for key in keys:
            self._do(lambda key=key: self.live.key(key))  # type: ignore[misc]

    def hang_up(self) -> None:
        """Let the caller hang up now. Raises OutOfTurnError where the call is over."""
        self._do(self.live.hang_up)

    def release(self) -> None:
        """Let the far end of leg B hang up now. Raises OutOfTurnError where nobody is connected there."""
        self._do(self.live.release)

    def pick_up(self, outcome: LegOutcome) -> None:
        """Say what becomes of the leg that rings. Raises OutOfTurnError where none rings."""
        self._do(lambda: self.live.pick_up(outcome))

    def _do(self, what: Callable[[], None]) -> None:
        """Bring the call to this instant, let something come in, and let happen what follows from it."""
        real = self._around.clock.real()
        self.live.reach(max(self.live.now, self.pace.at(real)))
        what()
        self._go(self.live.now)

    def _go(self, at: int) -> None:
        """Let happen all until `at` ms, that included."""
        live, clock = self.live, self._around.clock
        live.reach(max(at, live.now) + 1)
        if isinf(self.pace.rate):
            self.pace.turn(clock.real(), inf, live.now - 1)
            clock.reaches(self.setting.now + live.now - 1)
        self._tell()
        if live.done or live.question is not None:
            self.pace.turn(clock.real(), STILL, live.now)
        self._sleep()

    def _sleep(self) -> None:
        """Wait for what is due; a call that waits for nothing else waits for its receivers."""
        due = self.live.due
        alarms, clock = self._around.alarms, self._around.clock
        waits = due is None or (self._open and isinf(self.pace.rate))
        alarms.set(self, inf if waits else self.pace.when(due or 0, clock.real()))

    def _tell(self) -> None:
        """Put the webhooks of all that has happened on their way."""
        trace = self.call.trace
        if len(trace) == self._seen:
            return
        events, self._seen = trace[self._seen :], len(trace)
        self._around.happened(self, events)
        facts = Facts(self.setting, trace)
        begin, self._told = self._told, len(facts.trace)
        for event, webhook in further(facts, begin, len(self.deliveries)):
            callback: str | None = getattr(event, "callback_url", None)
            self._send(webhook.type, webhook.at, webhook.body, callback)
        if self.over:
            self._around.ended(self)

    def _send(self, kind: str, at: int, body: dict[str, Any], callback: str | None) -> None:
        receiver = self.receivers.get(kind)
        url = receiver.url if receiver is not None else callback
        delivery = Delivery(kind, at, url, body, twice=self._around.twice(self))
        self.deliveries.append(delivery)
        self._open += 1
        fault = self._around.instead(self) if kind == ASKING else None
        if fault is not None:
            delivery.late = fault.delay
        if kind == ASKING and (receiver is None or (fault is not None and _replaces(fault))):
            self._answer_here(delivery, fault)
        else:
            self._outbox.put(delivery, None if receiver is None else receiver.authorization)

    def _answer_here(self, delivery: Delivery, fault: ReplyFault | None) -> None:
        """Answer a question without a receiver: by an injected fault, or as the flow of the server does."""
        question = self.live.question
        assert question is not None  # a VCA was written down
        if fault is not None and _replaces(fault):
            answer, delay = injected(fault, self.setting.account, question.instant), 0
        else:
            assert self._responder is not None  # else no VCA is asked
            answer, delay = self._responder.answer(question)
        delivery.answer, delivery.why = answer.body, _why(answer)
        self.live.answer(answer, delay + delivery.late)
        self._close(delivery)

    def _came(self, delivery: Delivery, came: list[RawReply | Missed]) -> None:
        """A webhook was delivered; the answer to a question brings the call on."""
        if delivery.type == ASKING:
            asked = self.live.now
            heard = self._around.reader.read(came, self.setting.account, self.setting.now + asked)
            delivery.findings, delivery.why = heard.findings, delivery.why or _why(heard.answer)
            if self.live.question is not None:
                self.live.answer(heard.answer, heard.delay + delivery.late)
                self.pace.turn(self._around.clock.real(), self._rate, asked + heard.delay)
                self._go(asked + heard.delay)
        self._close(delivery)

    def _close(self, delivery: Delivery) -> None:
        delivery.done = True
        self._open -= 1
        self._around.delivered(self, delivery)
        if self.over:
            self._around.ended(self)
        elif not self._open and isinf(self.pace.rate):
            self._sleep()


def _replaces(fault: ReplyFault) -> bool:
    """Whether a fault takes the place of the receiver, and does not only make it late."""
    return fault.status is not None or fault.body is not None or fault.drop


def _why(answer: WebhookAnswer) -> str:
    return answer.why if isinstance(answer, Unusable) else ""
