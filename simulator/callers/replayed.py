"""A caller out of a log: presses what the next webhook of the log says was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.keys import FIRST_KEY_MS, NEXT_KEY_MS
from simulator.model.call.logged import LoggedAsk
from simulator.model.call.outcome import Nothing, Presses

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.ports import Question, Responder
    from simulator.engine.waits import EntryWait
    from simulator.model.call.logged import LoggedSession


@define
class Replayed:
    """Caller and responder at once, since what is pressed depends on how often the webhook was asked."""

    session: LoggedSession
    backend: Responder
    asked: list[LoggedAsk] = field(factory=list)
    unknown: int = 0
    hangups: tuple[int, ...] = ()

    def entry(self, wait: EntryWait) -> Presses:
        """The digits that the log has for this entry; what the webhook was never told is not known."""
        number = len(self.asked)
        if number >= len(self.session.asks):
            return Presses(hangup=0)
        entry = wait.entry
        if not entry.told:
            self.unknown += 1
            return Presses()
        digits = self.session.asks[number].digits
        if digits is None:
            return Presses()
        first = wait.prompt.length + FIRST_KEY_MS
        return Presses(tuple((first + NEXT_KEY_MS * at, key) for at, key in enumerate(entry.script(digits))))

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """The backend's answer while the call is on the path of the log; then nothing more is asked."""
        wait = question.wait
        self.asked.append(LoggedAsk(wait.call_status, wait.digits, wait.client_action_id))
        if self.asked[-1:] != list(self.session.asks[len(self.asked) - 1 : len(self.asked)]):
            return Nothing("{}"), 0
        return self.backend.answer(question)
