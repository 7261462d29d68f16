"""One call: it runs until it needs the outside, says what it waits for, and goes on when it is fed.

    call = Call(setting)
    while (wait := call.advance()) is not None:
        ...  # feed what it waits for: dialled, press, answer, plays or fault

A call has no clock but its own, no thread, no socket and no random number; `fork` copies it at any wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from simulator.engine import loop
from simulator.engine.requests import play
from simulator.engine.state import CallState
from simulator.engine.waits import AskWait, DialWait, EntryWait, PlayWait, Wait
from simulator.errors import OutOfTurnError
from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.call.outcome import Nothing, Unusable, late

if TYPE_CHECKING:
    from simulator.engine.answer import WebhookAnswer
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.outcome import LegOutcome, Presses
    from simulator.model.machine.table import Trigger

W = TypeVar("W")


def _as_set(answer: Nothing, settings: Assumptions) -> Nothing | Unusable:
    """An answer that asks for nothing more, as the settings take it."""
    if settings.empty_list_hangs_up if answer.listed else settings.empty_reply_hangs_up:
        return answer
    name = "emptyListHangsUp" if answer.listed else "emptyReplyHangsUp"
    return Unusable(-2003, f"it asks for nothing more ({name} is false)", body=answer.body)


_ANSWERED: dict[type, Trigger] = {Nothing: "noMore", Unusable: "badReply"}


class Call(CallState):
    """A live call, and how it is fed."""

    __slots__ = ()

    def advance(self, before: int | None = None) -> Wait | None:
        """Run until something is needed from outside; None when the call is over (or was stopped).

        None too where all is done that comes before an instant, in ms of the session.
        """
        loop.run(self, before)
        return self.wait

    def dialled(self, outcome: LegOutcome) -> None:
        """Say what the dial comes to. Raises OutOfTurnError where no leg is being dialled."""
        wait = self._turn(DialWait)
        self.outcome = outcome
        settings = self.setting.assumptions
        self.schedule(self.now + outcome.delay(settings), outcome.trigger(wait.leg), entry=1 if wait.leg == "A" else 2)
        loop.carry_out(self, self.todo)

    def redialled(self, outcome: LegOutcome) -> None:
        """Say that a dial comes to something else, and now: somebody picks up what would have rung out.

        Raises OutOfTurnError where nothing rings.
        """
        if "ringing" not in (self.leg_a, self.leg_b):
            raise OutOfTurnError("no leg rings")
        self.agenda.drop(*LEG_OUTCOMES)
        self.outcome = outcome
        first = self.leg_a == "ringing"
        self.schedule(self.now, outcome.trigger("A" if first else "B"), entry=1 if first else 2)

    def key(self, key: str, after: int = 0) -> None:
        """Press a key `after` ms from now, whatever is going on then."""
        self.schedule(self.now + after, "hash" if key == "#" else "digit", key)

    def plays(self) -> None:
        """Let the prompt play. Raises OutOfTurnError where none is about to."""
        wait = self._turn(PlayWait)
        play(self, wait.prompt)
        loop.carry_out(self, self.todo)

    def press(self, presses: Presses) -> None:
        """Say what the caller does at this entry. Raises OutOfTurnError where no entry begins."""
        if type(self.wait) is not EntryWait:
            raise self._out_of_turn(EntryWait)
        self.wait = None
        for after, key in presses.keys:
            self.schedule(self.now + after, "hash" if key == "#" else "digit", key, self.entry)
        if presses.hangup is not None:
            self.hang_up(presses.hangup)
        loop.carry_out(self, self.todo)

    def answer(self, answer: WebhookAnswer, delay: int = 0) -> None:
        """Say what the webhook answers, `delay` ms from now. Raises OutOfTurnError where it is not asked."""
        if type(self.wait) is not AskWait:
            raise self._out_of_turn(AskWait)
        self.wait = None
        settings = self.setting.assumptions
        limit = settings.reply_timeout
        if delay > limit:
            answer, delay = Unusable(-2003, late(limit)), limit
        elif type(answer) is Nothing:
            answer = _as_set(answer, settings)
        self.pending = answer
        self.schedule(self.now + delay, _ANSWERED.get(type(answer), "reply"))

    def fault(self, code: int, at: int | None = None) -> None:
        """Let a fault of the platform strike: now, instead of what is waited for, or `at` ms of the session."""
        if at is not None:
            self.schedule(at, "fault", entry=code)
            return
        self.wait, self.todo = None, None
        loop.strike(self, code)

    def _turn(self, kind: type[W]) -> W:
        wait = self.wait
        if type(wait) is not kind:
            raise self._out_of_turn(kind)
        self.wait = None
        return wait

    def _out_of_turn(self, kind: type) -> OutOfTurnError:
        waiting = type(self.wait).__name__ if self.wait else "nothing"
        return OutOfTurnError(f"the call waits for {waiting}, not for {kind.__name__}")
