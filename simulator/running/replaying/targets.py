"""Where a stretch of a log leads: to a question or to the end of the session, and how far a call is from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.callers.replayed import ToldKeys
from simulator.model.call.event import Asked, Began, Captured, Dialled, Ended, Moved
from simulator.model.record import frozen
from simulator.running.replaying.neutral import neutral, own_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.engine.waits import AskWait
    from simulator.model.call.logged import LoggedAsk, LoggedSession
    from simulator.running.replaying.stretch import Passage

OTHER, ELSEWHERE = 1, 3
"""How wrong it is that a question differs, and that there is none (or one too many)."""


@frozen
class Target:
    """The question `ask`, or the end of the session where that is None.

    `at` is when, in ms of the session that is run, None where it is not told; `told` is what the log tells on the way.
    """

    session: LoggedSession
    ask: LoggedAsk | None
    at: int | None
    told: ToldKeys

    def missing(self, passed: Passage) -> int:
        """How many ms later the call should be where it is; 0 where no time is told."""
        return 0 if self.at is None else self.at - passed.at

    def wrong(self, passed: Passage) -> int:
        """How much of what came of a stretch differs from the log, its time aside."""
        found = self._question(passed) if self.ask is not None else self._ending(passed)
        captured = tuple(event.digits for event in passed.events if isinstance(event, Captured) and event.digits)
        return found + (self.told.updates is not None and captured != self.told.updates)

    def moments(self, passed: Passage, within: int) -> Iterator[int]:
        """When the caller may have hung up: as the log has it, else before or after what happens about then.

        The times of a summary are whole seconds, and how long a text takes to speak is estimated.
        """
        if self.at is not None and self.at <= passed.at + within:
            yield self.at
        near = (event.at for event in passed.events if isinstance(event, Moved | Began | Asked))
        around = {at + step for at in near for step in (-1, 1)}
        about = self.at
        if about is None:
            yield from sorted(around, reverse=True)
        else:
            yield from sorted((at for at in around if abs(at - about) <= within), key=lambda at: abs(at - about))

    def _question(self, passed: Passage) -> int:
        if passed.asks is None:
            return ELSEWHERE
        return OTHER * (not asks_the_same(self.session, passed, passed.asks, self.ask))

    def _ending(self, passed: Passage) -> int:
        summary = self.session.summary
        if passed.lost:
            return OTHER
        if summary is None:
            return 0
        end = passed.call.trace[-1]
        if not isinstance(end, Ended):
            return ELSEWHERE
        dialled = sum(isinstance(event, Dialled) for event in passed.call.trace)
        return (
            (summary.status != end.status)
            + (summary.error != end.error)
            + ("lastAction" in summary.tells and summary.last_action != end.last_action)
            + (summary.call_count not in (None, dialled))
        )


def asks_the_same(session: LoggedSession, passed: Passage, wait: AskWait, logged: LoggedAsk | None) -> bool:
    """Whether the webhook is asked as the log has it; ids of the session itself are another's in every session."""
    if logged is None or (wait.call_status, wait.digits) != (logged.call_status, logged.digits):
        return False
    stage = wait.client_action_id
    return stage == logged.stage or neutral(stage, own_ids(passed.call)) == neutral(logged.stage, session.ids)
