"""Calls as process mining reads them: what happened in which case, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.caller_model import UNNAMED
from simulator.model.record import frozen, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.call.logged import LoggedSession

BEGIN = "call"
"""The first activity of a case."""
COLUMNS = ("case:concept:name", "concept:name", "time:timestamp")
"""What process mining calls the case, the activity and its instant."""


@record
class CaseEvent:
    """One activity of a case, in ms since 1970."""

    case: str
    activity: str
    at: int


@frozen
class CaseLog:
    """The activities of many cases, those of each one after the other; `title` says of what."""

    title: str
    events: tuple[CaseEvent, ...]


def entered(stage: str | None, keys: str) -> str:
    """The activity of an entry: the stage, and what was entered there."""
    return f"{UNNAMED if stage is None else stage}: {keys}"


def logged_cases(sessions: Iterable[LoggedSession], title: str) -> CaseLog:
    """The sessions of captured webhooks: their questions, and how they ended; what has no instant is left out."""
    return CaseLog(title, tuple(event for session in sessions for event in _session(session)))


def _session(session: LoggedSession) -> Iterator[CaseEvent]:
    case, asks = session.session_id, [one for one in session.asks if one.call_status != "CALL_RECEIVED"]
    begun = session.dialled if session.dialled is not None else session.started
    told = [(begun, BEGIN), *((one.at, entered(one.stage, one.digits or "no digits")) for one in asks)]
    if session.summary is not None:
        told.append((session.ended, session.summary.words))
    yield from (CaseEvent(case, what, at) for at, what in told if at is not None)
