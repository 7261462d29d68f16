"""The webhooks of one session: made of its trace, put on their way, answered, and kept."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from simulator.model.call.outcome import Unusable
from simulator.server.recordings import BridgeRecorder
from simulator.server.sessions.asking import FlowBackend
from simulator.server.sessions.delivery import Delivery
from simulator.server.sessions.inputs import ANSWER, came_data, fault_data, flow_data
from simulator.server.sessions.outbox import ASKING
from simulator.server.sessions.reading import injected
from simulator.server.store.rows import WebhookRow
from simulator.webhooks.base.beside import VRU
from simulator.webhooks.base.facts import OF_LEGS, Facts, legs_of
from simulator.webhooks.base.sent import Webhook, further

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.engine.answer import RawReply, WebhookAnswer
    from simulator.engine.live import LiveCall
    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.model.call.event import Event
    from simulator.model.scenario.scenario import ReplyFault
    from simulator.server.sessions.around import Around
    from simulator.server.sessions.reading import HeardReply
    from simulator.server.sessions.wire import Missed, Registration
    from simulator.server.store.rows import JournalRow

    ToldWebhook = tuple[Event, Webhook]


class Correspondent(Protocol):
    """The session whose webhooks these are."""

    id: str
    setting: Setting
    live: LiveCall
    around: Around
    follows: bool
    """Whether it comes to where it is to stand: nothing that is injected strikes on the way."""

    def note(self, kind: str, data: Any, *more: JournalRow) -> None:
        """Let it be stored that this comes in now."""
        ...

    def go_on(self, at: int) -> None:
        """Its webhook was answered, `at` ms of the session."""
        ...


class SessionMail:
    """What one session sends; `responder` answers a VCA that nobody is registered for. `held_back`: nothing leaves."""

    def __init__(
        self, session: Correspondent, receivers: Mapping[str, Registration], responder: Responder | None
    ) -> None:
        self._session, self._around = session, session.around
        self.receivers, self._responder = receivers, responder
        self._outbox = session.around.outbox(session, self._came)
        self._told = self._beside = 0
        self._recorder = BridgeRecorder(session.setting)
        self._of_legs: list[Event] = []
        self.deliveries: list[Delivery] = []
        self.open = 0
        """How many are not answered yet."""
        self.held_back = False

    def tell(self) -> None:
        """Put the webhooks of all that has happened on their way."""
        setting = self._session.setting
        facts = Facts(setting, self._session.live.call.trace)
        begin, self._told = self._told, len(facts.trace)
        self._of_legs += [event for event in facts.trace[begin:] if type(event) in OF_LEGS]
        facts.legs = legs_of(self._of_legs)  # a long call is not looked through each time
        found = further(facts, begin, len(self.deliveries) - self._beside)
        if VRU in self.receivers:
            found = self._with_recordings(list(found), facts.trace[begin:])
        for event, webhook in found:
            receiver = self.receivers.get(webhook.type)
            url = getattr(event, "callback_url", None) if receiver is None else receiver.url
            self._send(Delivery(webhook.type, webhook.at, url, webhook.body, number=len(self.deliveries)))

    def _with_recordings(self, found: list[ToldWebhook], trace: Sequence[Event]) -> Iterator[ToldWebhook]:
        """The same with a VRU behind what else is told of the end of a bridge; those count among no others."""
        told = iter(found)
        following = next(told, None)
        for event in trace:
            while following is not None and following[0] is event:
                yield following
                following = next(told, None)
            ended = self._recorder.see(event)
            if ended is not None:
                self._beside += 1
                yield event, Webhook(event.at, VRU, ended.body(self._session.id))

    def release(self) -> None:
        """Send what was held back, but for what was answered already."""
        self.held_back = False
        for one in [one for one in self.deliveries if not one.done]:
            self._put(one, again=True)

    def settle(self, delivery: Delivery, row: WebhookRow) -> None:
        """One of before a restart was answered."""
        delivery.status, delivery.why, delivery.took = row.status or None, row.words, float(row.took or 0)
        delivery.tries = int(bool(row.url))  # at least
        delivery.answer = None if row.reply is None else row.reply.decode(errors="replace")
        delivery.done = True
        self.open -= 1

    def _send(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        self.open += 1
        if not self.held_back:
            delivery.twice = not self._session.follows and self._around.twice()
            self._put(delivery)

    def _put(self, delivery: Delivery, again: bool = False) -> None:
        """Put it on its way; a question that nobody is registered for is answered at once.

        What goes out `again` had its chance of a fault before.
        """
        kind, receiver = delivery.type, self.receivers.get(delivery.type)
        fault = self._around.instead() if kind == ASKING and not again and not self._session.follows else None
        delivery.late = 0 if fault is None else fault.delay
        replaced = fault is not None and _replaces(fault)
        if kind == ASKING and receiver is None and not replaced and isinstance(self._responder, FlowBackend):
            backend = self._responder
            self._outbox.hand(kind, lambda: self._ask_beside(delivery, backend))
        elif kind == ASKING and (receiver is None or replaced):
            self._answer_here(delivery, fault)
        else:
            self._outbox.put(delivery, None if receiver is None else receiver.authorization)

    def _answer_here(self, delivery: Delivery, fault: ReplyFault | None) -> None:
        """Answer a question without a receiver: by an injected fault, or as the flow of the server does."""
        live = self._session.live
        question = live.question
        assert question is not None  # a VCA was written down
        delay = delivery.late
        if fault is not None and _replaces(fault):
            answer, data = injected(fault, self._session.setting.account, question.instant), fault_data(fault)
            delivery.status = None if fault.drop else fault.status or 200
        else:
            assert self._responder is not None  # else no VCA is asked
            answer, took = self._responder.answer(question)
            delay += took
            data = flow_data(answer, delay)
        delivery.answer, delivery.why = answer.body, _why(answer)
        self._session.note(ANSWER, {**data, "clock": self._around.clock.now}, self._row(delivery))
        live.answer(answer, delay)
        self._close(delivery)

    async def _ask_beside(self, delivery: Delivery, backend: FlowBackend) -> None:
        """Let a backend of this process answer, in a thread: the call stands still, and nothing else does."""
        session, began = self._session, perf_counter()
        asked, question = session.live.now, session.live.question
        if question is None:  # somebody hung up before its turn came
            self._around.note(self._row(delivery))
        else:
            answer, took = await self._around.asking.ask(backend, question)
            delivery.took = (perf_counter() - began) * 1000
            delivery.answer, delivery.why = answer.body, _why(answer)
            self._answered_beside(delivery, asked, answer, took)
        self._close(delivery)

    def _answered_beside(self, delivery: Delivery, asked: int, answer: WebhookAnswer, took: int) -> None:
        session, delay = self._session, took + delivery.late
        if session.live.question is None:
            self._around.note(self._row(delivery))
            return
        data = {**flow_data(answer, delay), "clock": self._around.clock.now}
        session.note(ANSWER, data, self._row(delivery))
        session.live.answer(answer, delay)
        session.go_on(asked + took)

    def _came(self, delivery: Delivery, came: list[RawReply | Missed]) -> None:
        """It was delivered; the answer to a question brings the call on."""
        session = self._session
        if delivery.type != ASKING:
            self._around.note(self._row(delivery))
        else:
            asked = session.live.now
            heard = self._around.reader.read(came, session.setting.account, session.setting.now + asked)
            self._heard(delivery, heard)
            if session.live.question is None:
                self._around.note(self._row(delivery))
            else:
                data = {**came_data(came, delivery.late), "clock": self._around.clock.now}
                session.note(ANSWER, data, self._row(delivery))
                session.live.answer(heard.answer, heard.delay + delivery.late)
                session.go_on(asked + heard.delay)
        self._close(delivery)

    def _heard(self, delivery: Delivery, heard: HeardReply) -> None:
        delivery.findings, delivery.why = heard.findings, delivery.why or _why(heard.answer)

    def heard_before(self, heard: HeardReply) -> None:
        """The question that is out was answered before a restart."""
        self._heard([one for one in self.deliveries if one.type == ASKING][-1], heard)

    @property
    def answered(self) -> list[WebhookRow]:
        """Those that were answered, or not, and are done."""
        return [self._row(one) for one in self.deliveries if one.done]

    def _row(self, delivery: Delivery) -> WebhookRow:
        """One that was answered, or not, as it is stored."""
        reply = None if delivery.answer is None else delivery.answer.encode("utf-8", "replace")
        due, number = self._session.setting.now + delivery.at, str(delivery.number)
        where, took, status = delivery.url or "", round(delivery.took), delivery.status or 0
        head = (self._session.id, number, delivery.type, where, delivery.body, due)
        return WebhookRow(*head, "answered", due, took, status, reply, delivery.why)

    def _close(self, delivery: Delivery) -> None:
        delivery.done = True
        self.open -= 1
        self._around.delivered(self._session, delivery)


def _replaces(fault: ReplyFault) -> bool:
    """Whether a fault takes the place of the receiver, and does not only make it late."""
    return fault.status is not None or fault.body is not None or fault.drop


def _why(answer: WebhookAnswer) -> str:
    return answer.why if isinstance(answer, Unusable) else ""
