"""What a driven call asks of the world: who dials, who presses keys, who answers the webhook.

Each is handed a small question, never the call itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.engine.answer import WebhookAnswer
    from simulator.engine.setting import Setting
    from simulator.engine.waits import AskWait, DialWait, EntryWait, PlayWait
    from simulator.model.call.event import Event
    from simulator.model.call.keys import TimedToken
    from simulator.model.call.outcome import LegOutcome, Presses


@record
class Question:
    """What the webhook is asked, `now` ms of the session; the question is the last event of `trace`."""

    setting: Setting
    trace: Sequence[Event]
    now: int
    wait: AskWait

    @property
    def instant(self) -> int:
        """The simulated instant, in ms since 1970."""
        return self.setting.now + self.now


class Network(Protocol):
    """What a dial and a prompt come to; a number is a session error (-2001 to -2010, -9999)."""

    def dial(self, wait: DialWait) -> LegOutcome | int:
        """What the dial comes to."""
        ...

    def play(self, wait: PlayWait) -> int | None:
        """A session error instead of the prompt, or None."""
        ...


class Caller(Protocol):
    """Who is on the phone."""

    @property
    def timed(self) -> tuple[TimedToken, ...]:
        """What the caller does whatever is going on, in ms after answering."""
        ...

    def entry(self, wait: EntryWait) -> Presses:
        """What the caller does at an entry."""
        ...


class Responder(Protocol):
    """Who answers the VCA webhook."""

    def answer(self, question: Question) -> tuple[WebhookAnswer, int]:
        """The answer, and the ms of simulated time it took."""
        ...
