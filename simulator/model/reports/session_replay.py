"""What comes of running a session of a log again: what was compared, where it differs, what the log does not tell."""

from __future__ import annotations

from attrs import Factory, frozen

ASPECTS: dict[str, str] = {
    "direction": "direction",
    "questions": "questions",
    "heard": "prompts and files",
    "dialled": "dialled numbers",
    "legs": "legs",
    "digits": "digits",
    "session": "session status",
    "error": "error",
    "lastAction": "last action",
    "callCount": "number of calls",
    "duration": "durations",
}
"""All that can be compared of a session, in words."""

TOLERANCE = 2.0
"""Seconds by which two lengths of time may differ and still be called the same: summaries have whole seconds."""


@frozen
class Departure:
    """Where a session leaves the path of the log, and in which aspect: what the log has, and what the flow does.

    `number` is the question (from 1) on the way to which it happens; the end of the call counts as one more. `state` is
    the state of the flow's machine.
    """

    number: int
    logged: str
    found: str
    state: str = ""
    what: str = "questions"


@frozen
class NotTold:
    """An aspect, or a part of it, of which the log says nothing, and why."""

    what: str
    why: str


@frozen
class SessionReplay:
    """One session of a log, run again.

    Of what the log tells, `compared` was looked at and `skipped` was not, since the path had been left before.
    `differences` has the first of each aspect, in the order of the call. `followed` is False where the log does not
    tell what the caller did. `unknown` counts entries whose keys no webhook tells, `tolerance` is in seconds.
    """

    session_id: str
    questions: int
    compared: tuple[str, ...] = ()
    differences: tuple[Departure, ...] = ()
    not_told: tuple[NotTold, ...] = Factory(tuple)
    skipped: tuple[str, ...] = ()
    followed: bool = True
    unknown: int = 0
    tolerance: float = TOLERANCE

    @property
    def departure(self) -> Departure | None:
        """Where the path is left; None where it is not, as far as the log tells."""
        return self.differences[0] if self.differences else None

    @property
    def same(self) -> bool | None:
        """Whether all that was compared is the same; None where the log does not tell the path."""
        if self.differences:
            return False
        return True if self.followed and self.compared else None
