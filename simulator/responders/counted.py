"""A backend of which one answer is at fault: the one of a number, counted over the whole call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.responders.faulty import Faulty

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question, Responder
    from simulator.model.account import Account
    from simulator.model.scenario.scenario import ReplyFault


@define
class NthReply:
    """Lets `inner` answer, except that the answer `number` (from 1) has the fault."""

    inner: Responder
    number: int
    fault: ReplyFault
    account: Account
    asked: int = field(init=False, default=0)

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """What the platform gets."""
        self.asked += 1
        faults = [self.fault] if self.asked == self.number else []
        return Faulty(self.inner, faults, self.account).answer(question)
