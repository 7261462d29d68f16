"""A table that answers the VCA webhook: the first row that matches; its replies are judged and compiled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.engine.answer import RawReply, judge
from simulator.model.call.outcome import Unusable
from simulator.model.flow.flow_file import RowsByStage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question
    from simulator.engine.waits import AskWait
    from simulator.model.call.event import CallStatus
    from simulator.model.flow.flow_file import FlowFile, ReplyRow, When

REMEMBERED = 10_000
"""Questions whose row is remembered, and four for each row: digits are as many as callers are inventive."""

AskedWith = tuple[str, str | None, str | None]
"""Call status, digits, stage."""


class TableResponder:
    """Answers from the rows of a flow file; it has no memory of any call, so that calls can share it."""

    def __init__(self, flow: FlowFile) -> None:
        self._rows = flow.rows or ()
        self._by_stage = RowsByStage(self._rows)
        self._account = flow.account
        self._place = (flow.file, self._rows[0].span.line if self._rows else 1)
        self._answers: dict[int, WebhookAnswer] = {}
        self._usable: dict[bytes, WebhookAnswer] = {}
        self._known: dict[AskedWith, tuple[ReplyRow, ...]] = {}

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """The reply of the first row that matches, at once."""
        row = self.row(question.wait, question.instant)
        if row is None:
            return self._unmatched(question.wait), 0
        known = self._answers.get(row.number)
        return (self._judged(row, question.instant) if known is None else known), 0

    def row(self, wait: AskWait, instant: int) -> ReplyRow | None:
        """The row that answers at an instant, or None."""
        question = (wait.call_status, wait.digits, wait.client_action_id)
        try:
            found = self._known[question]
        except KeyError:
            found = tuple(self._first(*question))
            if len(self._known) < REMEMBERED + 4 * len(self._rows):
                self._known[question] = found
        for row in found:
            if row.when.hours is None or row.when.hours.open(instant):
                return row
        return None

    def _first(self, call_status: CallStatus, digits: str | None, stage: str | None) -> Iterator[ReplyRow]:
        """The rows that match, until one that is always open."""
        for row in self._by_stage.at(stage):
            when = row.when
            # Nearly all rows name other digits, which need no closer look.
            if (when.digits != "texts" or digits in when.texts) and when.answers(call_status, digits):
                yield row
                if when.hours is None:
                    return

    def _judged(self, row: ReplyRow, now: int) -> WebhookAnswer:
        raw = row.reply.raw
        answer = self._usable.get(raw)
        if answer is None:
            answer = judge(RawReply(body=raw), self._account, now, row.reply.text.file)
        if isinstance(answer, Unusable):
            answer = _in_flow(answer, row)
        # A reply that names an instant is judged by the clock, each time anew.
        if b"validUntil" not in raw and b"\\u" not in raw:
            self._answers[row.number] = answer
            if not isinstance(answer, Unusable):
                self._usable[raw] = answer
        return answer

    def _unmatched(self, wait: AskWait) -> Unusable:
        stage = f'clientActionId "{wait.client_action_id}"' if wait.client_action_id is not None else "the first stage"
        digits = f'digits "{wait.digits}"' if wait.digits is not None else "no digits"
        near = [_takes(row.when) for row in self._rows if row.when.stage in ("*", wait.client_action_id)]
        hint = f"; rows there take {', '.join(near)}" if near else "; no row names this stage"
        what = f"no row of the table answers {wait.call_status} at {stage} with {digits}{hint}"
        return Unusable(-2003, what, place=self._place)


def _takes(when: When) -> str:
    digits = " or ".join(f'"{text}"' for text in when.texts) if when.digits == "texts" else when.digits
    return digits if when.hours is None else f"{digits} ({when.hours})"


def _in_flow(answer: Unusable, row: ReplyRow) -> Unusable:
    """The findings of an inline reply stand in the flow file."""
    place = row.reply.place
    if place is None:
        return answer
    moved = (evolve(found, span=place(found.path, found.key)) for found in answer.diagnostics)
    return evolve(answer, diagnostics=tuple(moved))
