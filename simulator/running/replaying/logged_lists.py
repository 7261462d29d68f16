"""The lists of a log, as the platform got them: the request, and what the webhook answered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import define, field

from simulator.engine.answer import RawReply, judge
from simulator.engine.call import Call
from simulator.model.call.event import Heard
from simulator.model.call.outcome import Unusable
from simulator.model.kept import Cache
from simulator.running.prepared import prepare
from simulator.running.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.setting import Setting
    from simulator.model.call.event import Event
    from simulator.model.call.logged import LoggedAsk, LoggedSession
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.prepared import Prepared

BY_REPLY = (-2003, -2008, -2009)
"""Session errors that come of an unusable answer of the webhook."""

LISTS, BYTES = 4096, 4 << 20
"""Requests, and replies, of logs that are remembered, and how large they are all together."""

_requests: WeakKeyDictionary[FlowFile, Cache[tuple[int, bytes], Prepared]] = WeakKeyDictionary()
_replies: WeakKeyDictionary[FlowFile, Cache[tuple[int, bytes], WebhookAnswer]] = WeakKeyDictionary()


@define
class LoggedLists:
    """The lists of one session. `heard` is what was heard by them, None where the log does not have all of them.

    `unheard` are the lists of which the log tells nothing, by the question that they answer (0: the request), and why.
    """

    session: LoggedSession
    flow: FlowFile
    heard: list[str] | None = field(factory=list)
    unheard: dict[int, str] = field(factory=dict)

    def begin(self, setting: Setting) -> Call | None:
        """A call of the request that the log has; None where it has none, or one that this account would refuse."""
        if setting.inbound is not None:
            return None
        if self.session.request is None or not self.session.asks_kept:
            self.unheard[0] = "the log has no request"
            return None
        ready = _prepared(self.flow, self.session.request, setting)
        if ready.compiled is None:
            self.unheard[0] = "the request of the log would be refused here"
            return None
        return Call(ready.setting(setting.seed, False))

    def go_on(self, number: int, ask: LoggedAsk, call: Call) -> Call | None:
        """The call as it goes on with what the log says was answered; None where it does not say so."""
        answer = self._answer(ask, call.setting)
        if answer is None:
            self.unheard[number] = "the log has no reply to it"
            return None
        if isinstance(answer[0], Unusable) and not self._ends_with(ask):
            self.unheard[number] = f"the reply in the log would not be taken here: {answer[0].why}"
            return None
        beside = call.fork()
        beside.answer(*answer)
        return beside

    def hear(self, events: Sequence[Event] | None, *, silent: bool) -> None:
        """Note what was heard; None: by a list that the log does not have, unless it is `silent`."""
        if events is None:
            self.heard = self.heard if silent else None
        elif self.heard is not None:
            self.heard += [event.prompt.words for event in events if isinstance(event, Heard)]

    def _answer(self, ask: LoggedAsk, setting: Setting) -> tuple[WebhookAnswer, int] | None:
        """What the webhook answered, and in how many ms.

        An answer that ended the session is unusable, whatever it says: its HTTP status is not in the log.
        """
        session = self.session
        if ask.reply is None:
            return None
        error = session.summary.error if session.summary is not None else None
        if error in BY_REPLY and ask is session.asks[-1]:
            waited = (session.ended or 0) - (ask.at or 0) if session.ended and ask.at else 0
            return Unusable(error, "as the log has it"), min(max(waited, 0), setting.assumptions.reply_timeout)
        known = _replies.setdefault(self.flow, Cache(LISTS, BYTES))
        key = (setting.now, ask.reply)
        found = known.get(key)
        if found is None:
            found = known.keep(key, judge(RawReply(body=ask.reply), self.flow.account, setting.now), len(ask.reply))
        return found, 0

    def _ends_with(self, ask: LoggedAsk) -> bool:
        """Whether an unusable reply to this question can have been the end of the session."""
        summary = self.session.summary
        return ask is self.session.asks[-1] and (summary is None or summary.error in BY_REPLY)


def _prepared(flow: FlowFile, request: bytes, setting: Setting) -> Prepared:
    known = _requests.setdefault(flow, Cache(LISTS, BYTES))
    key = (setting.now, request)
    found = known.get(key)
    if found is None:
        source = Source(request, "the logged request", "request", flow.account, setting.now)
        found = known.keep(key, prepare(source), len(request))
    return found
