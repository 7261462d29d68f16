"""A backend that is told first what this caller asked before: each path is a session that nobody else has touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.engine.answer import NextList
from simulator.engine.ports import Question
from simulator.engine.waits import AskWait
from simulator.errors import StrayedError
from simulator.exploring.search.standing import quoted, words_of
from simulator.model.call.event import Asked, Replied
from simulator.model.call.outcome import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.model.call.event import Event


@define
class Again:
    """A fresh responder, which is asked what the trace says was asked, as soon as it is needed.

    `pending` is the answer to the last question, where it is not written down yet.
    """

    fresh: Callable[[], Responder]
    setting: Setting
    trace: Sequence[Event]
    pending: WebhookAnswer | None = None
    _responder: Responder | None = field(init=False, default=None)

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """What the backend answers. Raises StrayedError."""
        return self.remind().answer(question)

    def remind(self) -> Responder:
        """The responder, told what came before. Raises StrayedError where it answers that differently now."""
        if self._responder is None:
            self._responder = self.fresh()
            for number, (index, answered) in enumerate(self._questions()):
                asked = self.trace[index]
                assert isinstance(asked, Asked)  # that is what questions are
                wait = AskWait(asked.call_status, asked.digits, asked.client_action_id, "")
                past = Question(self.setting, self.trace[: index + 1], asked.at, wait)
                found, _ = self._responder.answer(past)
                if _of_answer(found) != answered:
                    raise StrayedError(number, _in_words(found))
        return self._responder

    def _questions(self) -> Iterator[tuple[int, str]]:
        """The place of each question in the trace, and its answer: a usable one, since the call has gone on."""
        open_since: int | None = None
        for index, event in enumerate(self.trace):
            if isinstance(event, Asked):
                open_since = index
            elif isinstance(event, Replied) and open_since is not None:
                yield open_since, _of_event(event)
                open_since = None
        if open_since is not None and self.pending is not None:
            yield open_since, _of_answer(self.pending)


def _of_answer(answer: WebhookAnswer) -> str:
    """An answer in words; two with the same words are the same."""
    if isinstance(answer, Unusable):
        return answer.why
    if isinstance(answer, NextList):
        return _told(answer.compiled.digest, answer.client_action_id)
    return "nothing more"


def _in_words(answer: WebhookAnswer) -> str:
    """What a person would call an answer: what is heard."""
    if not isinstance(answer, NextList):
        return _of_answer(answer)
    stage = answer.client_action_id
    return quoted(words_of(answer.compiled)) + (f' under clientActionId "{stage}"' if stage is not None else "")


def _of_event(event: Replied) -> str:
    return _told(event.digest, event.client_action_id) if event.digest is not None else "nothing more"


def _told(digest: str, stage: str | None) -> str:
    return f"the list {digest}" + (f" under {stage}" if stage is not None else "")
