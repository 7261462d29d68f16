"""A webhook that is delivered twice, as platforms do: the first answer counts, and the second should be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve

from simulator.engine.answer import NextList
from simulator.loading.words import escaped
from simulator.model.call.outcome import Unusable

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question, Responder

BEFORE, LONGEST = 30, 100
"""Characters of an answer that are shown: so many before the first difference, and so many in all."""


@define
class Twice:
    """Delivers the next `left` questions twice, then each once."""

    inner: Responder
    left: int

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """The first answer, with what was different in the second."""
        answer, took = self.inner.answer(question)
        if self.left:
            self.left -= 1
            answer = compared(answer, self.inner.answer(question)[0])
        return answer, took


def compared(first: WebhookAnswer, second: WebhookAnswer) -> WebhookAnswer:
    """The first of two answers to one question, with what is different in the second where it can be used."""
    if isinstance(first, Unusable) or _meaning(first) == _meaning(second):
        return first
    what = "delivered twice, the webhook was answered otherwise the second time"
    one, other = _told(first), _told(second)
    begin = max(_alike(one, other) - BEFORE, 0)
    return evolve(first, again=f"{what}: `{_part(one, begin)}`, then `{_part(other, begin)}`")


def _meaning(answer: WebhookAnswer) -> object:
    """What an answer comes to, however it is spelled."""
    if isinstance(answer, Unusable):
        return answer.code, answer.why
    return answer.client_action_id, answer.compiled.digest if isinstance(answer, NextList) else None


def _told(answer: WebhookAnswer) -> str:
    return f"none that can be used: {answer.why}" if isinstance(answer, Unusable) else escaped(answer.body)


def _part(text: str, begin: int) -> str:
    """The part of an answer that says what is different in it."""
    end = begin + LONGEST
    return f"{'...' if begin else ''}{text[begin:end]}{'...' if len(text) > end else ''}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common before the first difference."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
