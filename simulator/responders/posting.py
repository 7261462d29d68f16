"""VCS and VSS are posted to the addresses that a flow file names, in the order in which the platform sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.backend_fault import BackendFault
from simulator.model.call.outcome import late
from simulator.responders.hosting.frames import summary
from simulator.responders.http import HttpBackend
from simulator.responders.live import LONGEST
from simulator.responders.waiting import WAITED
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.sent import sent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question, Responder
    from simulator.engine.setting import Setting
    from simulator.model.call.event import Event
    from simulator.webhooks.base.sent import Webhook


@define(eq=False)
class Posting:
    """Posts what has happened, then lets the responder answer; `rest` posts what is left when the call is over."""

    responder: Responder
    addresses: dict[str, str]
    authorization: str | None = None
    faults: list[BackendFault] = field(init=False, factory=list)
    _done: int = field(init=False, default=0)

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """What the responder answers, once the webhooks before are posted."""
        self.rest(question.setting, question.trace)
        return self.responder.answer(question)

    def rest(self, setting: Setting, trace: Sequence[Event]) -> None:
        """Post what has not been posted yet."""
        webhooks = sent(Facts(setting, trace))
        for webhook in webhooks[self._done :]:
            if webhook.type in self.addresses:
                for _ in range(1 + setting.assumptions.duplicate_webhooks):
                    self._post(webhook, self.addresses[webhook.type], setting)
        self._done = len(webhooks)

    def _post(self, webhook: Webhook, url: str, setting: Setting) -> None:
        settings = setting.assumptions
        backend = HttpBackend(url, self.authorization)
        limit = min(max(settings.reply_timeout, 1) / 1000, LONGEST)
        done = backend.within(lambda: backend.send(webhook.body, settings.max_body_bytes), limit)
        what = ""
        if done is None:
            backend.abort()
            WAITED.add(limit)
            what = late(settings.reply_timeout)
        elif done.error is not None:
            what = summary(done.error)
        elif done.value.why or not 200 <= done.value.reply.status < 300:
            what = done.value.why or f"HTTP {done.value.reply.status}"
        if what:
            self.faults.append(BackendFault(webhook.at, f"{webhook.type} could not be posted to {url}: {what}"))
