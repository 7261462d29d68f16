"""A caller out of a log: presses what the next webhook of the log says was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.call.keys import FIRST_KEY_MS, NEXT_KEY_MS
from simulator.model.call.logged import LoggedAsk
from simulator.model.call.outcome import Nothing, Presses

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.call import Call
    from simulator.engine.ports import Responder
    from simulator.engine.waits import AskWait, EntryWait
    from simulator.model.call.logged import LoggedSession


@define
class Replayed:
    """Caller and responder at once, since what is pressed depends on how often the webhook was asked."""

    session: LoggedSession
    backend: Responder
    asked: list[LoggedAsk] = field(factory=list)
    unknown: int = 0
    call: Call | None = None
    hangups: tuple[int, ...] = ()

    def entry(self, wait: EntryWait) -> Presses:
        """The digits that the log has for the last capture of this list; it knows of no other."""
        number = len(self.asked)
        if number >= len(self.session.asks):
            return Presses(hangup=0)
        if not self._is_last(wait.state):
            self.unknown += 1
            return Presses()
        digits = self.session.asks[number].digits
        if digits is None:
            return Presses()
        first = wait.prompt.length + FIRST_KEY_MS
        keys = digits if self._hash_counts() else f"{digits}#"
        return Presses(tuple((first + NEXT_KEY_MS * at, key) for at, key in enumerate(keys)))

    def answer(self, call: Call, wait: AskWait) -> tuple[WebhookAnswer, int]:
        """The backend's answer while the call is on the path of the log; then nothing more is asked."""
        self.asked.append(LoggedAsk(wait.call_status, wait.digits, wait.client_action_id))
        if self.asked[-1:] != list(self.session.asks[len(self.asked) - 1 : len(self.asked)]):
            return Nothing("{}"), 0
        return self.backend.answer(call, wait)

    def _is_last(self, state: str) -> bool:
        assert self.call is not None
        captures = [one.action for one in self.call.compiled.table.states if one.role == "prompting"]
        return self.call.compiled.states[state].action == max(one for one in captures if one is not None)

    def _hash_counts(self) -> bool:
        """Whether # would be one of the digits here, instead of ending the entry."""
        assert self.call is not None
        prefix = self.call.state.rpartition(".")[0]
        return any(
            "storeHash" in row.effects and row.source.startswith(f"{prefix}.") for row in self.call.compiled.table.rows
        )
