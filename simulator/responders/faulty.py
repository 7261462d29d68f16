"""A backend with faults injected: slow, failing, empty, malformed or dropped answers, each used once, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from simulator.engine.answer import RawReply, judge
from simulator.model.call.outcome import Unusable, late

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question, Responder
    from simulator.model.account import Account
    from simulator.model.scenario.scenario import ReplyFault


@define
class Faulty:
    """Answers with the faults that are `left`, then lets `inner` answer."""

    inner: Responder
    left: list[ReplyFault]
    account: Account

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """What the platform gets; a fault that leaves the answer as it is only makes it late."""
        if not self.left:
            return self.inner.answer(question)
        fault = self.left.pop(0)
        if fault.status is None and fault.body is None and not fault.drop:
            answer, took = self.inner.answer(question)
        else:
            raw = RawReply(fault.status or 200, (fault.body or "").encode("utf-8", "replace"), dropped=fault.drop)
            answer, took = _injected(judge(raw, self.account, question.instant), raw), 0
        limit = question.setting.assumptions.reply_timeout
        if took + fault.delay > limit:
            return Unusable(-2003, late(limit), injected=True), limit
        return answer, took + fault.delay


def _injected(answer: WebhookAnswer, raw: RawReply) -> WebhookAnswer:
    if not isinstance(answer, Unusable):
        return answer
    return evolve(answer, injected=True, body=raw.body.decode(errors="replace"))
