"""What all live backends share: the question is a real VCA body, the answer is judged as the platform does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Protocol

from attrs import define, field

from simulator.engine.answer import RawReply, judge
from simulator.model.call.outcome import Unusable, late
from simulator.model.kept import Cache
from simulator.model.record import record
from simulator.responders.hosting.frames import cause, frames_of
from simulator.responders.waiting import WAITED
from simulator.webhooks.base.facts import Facts
from simulator.webhooks.base.sent import asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question
    from simulator.model.account import Account
    from simulator.responders.hosting.worker import Done, Job

LONGEST = 60.0
"""Seconds of real time that a backend may take, however long `replyTimeout` is."""
REMEMBERED, BYTES = 1024, 16 << 20
"""Answers whose judgement is remembered, and their bytes: a backend says the same things again and again."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.I)
_encode = json.JSONEncoder(check_circular=False).encode


def encoded(body: dict[str, Any]) -> bytes:
    """A body as it is sent."""
    return _encode(body).encode()


def received(status: int, body: bytes, header: Callable[[str], str | None]) -> RawReply:
    """A reply with what its headers say; `header` gives one by its name in lower case, None where there is none."""
    charset = _CHARSET.search(header("content-type") or "")
    return RawReply(
        status,
        body,
        charset=charset[1] if charset else "",
        encoding=header("content-encoding") or "",
        location=header("location") or "",
    )


@record
class Served:
    """A reply, and the last lines of the traceback where the backend itself failed."""

    reply: RawReply
    frames: str = ""
    why: str = ""


class Backend(Protocol):
    """Something that answers one webhook body; it may take any time, and raise whatever it likes."""

    @property
    def within(self) -> Callable[[Job, float], Done | None]:
        """Where it runs: in this thread with an alarm, or in the worker's."""
        ...

    def send(self, body: dict[str, Any], most: int) -> Served:
        """The answer, of whose body no more than `most` bytes and one are read."""
        ...

    def reach(self) -> None:
        """Reach or start it, without a question. Raises UnreachableError that says why that cannot be."""
        ...

    def abort(self) -> None:
        """Give up: nobody waits for the answer any more."""
        ...


@define(eq=False)
class BackendAnswers:
    """What the responders of one flow heard from its backend: the judgement of each reply, and whether any was usable.

    `useless` is what was wrong with the last answer, as long as there was no usable one; `silent` counts the questions
    since the last answer that got none in time.
    """

    judged: Cache[RawReply, WebhookAnswer] = field(factory=lambda: Cache(REMEMBERED, BYTES))
    usable: bool = False
    useless: str = ""
    silent: int = 0


@define(eq=False)
class Live:
    """A responder that asks a live backend; `answers` may be shared by all responders of one flow.

    `clock` sets the clocks of this process to the instant of a question, and back, where the backend is to see it.
    """

    backend: Backend
    account: Account
    answers: BackendAnswers = field(factory=BackendAnswers)
    clock: Callable[[int], AbstractContextManager[None]] | None = None

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """What the backend answers, in 0 ms; a real time-out takes `replyTimeout`."""
        answer, took = self._ask(question)
        if question.setting.assumptions.duplicate_webhooks:
            from simulator.responders.twice import compared  # few accounts have it

            answer = compared(answer, self._ask(question)[0])
        if isinstance(answer, Unusable):
            self.answers.useless = answer.why
        else:
            self.answers.usable = True
        return answer, took

    def _ask(self, question: Question) -> tuple[WebhookAnswer, int]:
        settings = question.setting.assumptions
        body = asking(Facts(question.setting, question.trace))
        limit = settings.reply_timeout
        send, most = self.backend.send, settings.max_body_bytes
        seconds = min(max(limit, 1) / 1000, LONGEST)
        if self.clock is None:
            done = self.backend.within(lambda: send(body, most), seconds)
        else:
            # Outside of what is watched: code that is left behind in its thread must not keep the clock.
            with self.clock(question.instant):
                done = self.backend.within(lambda: send(body, most), seconds)
        if done is None:
            self.backend.abort()
            WAITED.add(seconds)
            self.answers.silent += 1
            return Unusable(-2003, late(limit)), limit
        self.answers.silent = 0
        if done.error is not None:
            error = done.error
            return Unusable(-2003, f"the backend failed: {cause(error)}", frames=frames_of(error)), 0
        if done.wrong:
            return Unusable(-2003, f"the backend misbehaved: {done.wrong}"), 0
        return self._judge(done.value, question.instant), 0

    def _judge(self, served: Served, now: int) -> WebhookAnswer:
        reply = served.reply
        if served.frames or served.why:
            text = reply.body.decode(errors="replace")
            return Unusable(-2003, served.why, body=text, frames=served.frames)
        found = self.answers.judged.get(reply)
        if found is None:
            found = judge(reply, self.account, now)
            if b"validUntil" not in reply.body and b"\\u" not in reply.body:
                self.answers.judged.keep(reply, found, len(reply.body))
        return found
