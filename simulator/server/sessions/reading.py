"""What came back for a VCA, read as the platform does, with what is to be said of it; the same answer is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.engine.answer import RawReply, judge
from simulator.model.call.outcome import Unusable
from simulator.model.record import frozen
from simulator.responders.twice import compared
from simulator.running.reply_lints import lints
from simulator.server.sessions.wire import Missed

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.model.account import Account
    from simulator.model.diagnostic import Diagnostic
    from simulator.model.scenario.scenario import ReplyFault

REMEMBERED = 1024
"""Answers that are remembered: a backend says the same things again and again."""


@frozen
class HeardReply:
    """An answer, the ms of the session that it took, and its findings."""

    answer: WebhookAnswer
    delay: int = 0
    findings: tuple[Diagnostic, ...] = ()


@define(eq=False)
class ReplyReader:
    """Reads the answers to VCAs; `now` is in ms since 1970."""

    _known: dict[tuple[int, RawReply], HeardReply] = field(factory=dict)

    def read(self, came: list[RawReply | Missed], account: Account, now: int) -> HeardReply:
        """The first of the answers to one question; where there is a second, what is different in it."""
        first = self._one(came[0], account, now)
        if len(came) == 1:
            return first
        return evolve(first, answer=compared(first.answer, self._one(came[1], account, now).answer))

    def _one(self, came: RawReply | Missed, account: Account, now: int) -> HeardReply:
        if isinstance(came, Missed):
            limit = account.assumptions.reply_timeout
            why = f"no answer within {limit} ms (replyTimeout)" if came.late else came.why
            return HeardReply(Unusable(-2003, why, body=came.body), limit if came.late else 0)
        found = self._known.get((id(account), came))
        if found is None:
            found = _judged(came, account, now)
            if b"validUntil" not in came.body and b"\\u" not in came.body and len(self._known) < REMEMBERED:
                self._known[id(account), came] = found
        return found


def _judged(came: RawReply, account: Account, now: int) -> HeardReply:
    answer = judge(came, account, now)
    if isinstance(answer, Unusable):
        return HeardReply(answer, 0, answer.diagnostics)
    return HeardReply(answer, 0, lints(answer.body, account, now))


def injected(fault: ReplyFault, account: Account, now: int) -> WebhookAnswer:
    """What a fault answers instead of the receiver."""
    raw = RawReply(fault.status or 200, (fault.body or "").encode("utf-8", "replace"), dropped=fault.drop)
    answer = judge(raw, account, now)
    if isinstance(answer, Unusable):
        answer = evolve(answer, injected=True, body=raw.body.decode(errors="replace"))
    return answer
