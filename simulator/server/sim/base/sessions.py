"""Sessions as `/_sim` shows them, and looked up by their id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from simulator.errors import OutOfTurnError, UsageError
from simulator.model.call.event import EntryOutcome, EntryReason
from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.base.reading import read_object
from simulator.server.document.says import (
    CallEvent,
    Free,
    Id,
    Instant,
    Ms,
    Phone,
    Says,
    SessionEnding,
    SubAccountId,
)
from simulator.server.telling import DeliveredWhole, delivery_whole, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.model.call.event import Event
    from simulator.server.api.base.message import Incoming
    from simulator.server.sessions.live_session import LiveSession

CONFLICT = 409
UNKNOWN = {404: Refusal("there is no such session, or none any more")}
LIVE_ONLY = {**UNKNOWN, CONFLICT: Refusal("it is not the turn of that: the call is over, or nothing rings")}
LAST_EVENT = "Callflow-Event"
"""The header that says up to which event an answer tells the truth."""
SEEN = {
    LAST_EVENT: "the number of the last event that is in it",
    "Cache-Control": "no-store: it may be another at once",
}


class SessionBrief(TypedDict):
    """A session in a list."""

    sessionId: Id
    subAccountId: SubAccountId
    direction: Literal["INBOUND", "OUTBOUND"]
    source: Phone | None
    destination: Phone | None
    begun: Instant
    at: Ms
    status: SessionEnding
    over: bool


class CaptureShown(TypedDict):
    """One entry of a capture."""

    state: str
    digits: Annotated[str, Says("1")]
    outcome: EntryOutcome
    reason: EntryReason


class SessionWhole(SessionBrief):
    """All of a session; `session` is the payload of its summary, null until the call is over."""

    callFlowRequestId: Id
    held: bool
    captures: list[CaptureShown]
    webhooks: list[DeliveredWhole]
    session: Free | None
    trace: list[CallEvent]


def brief(asked: Incoming, session: LiveSession) -> SessionBrief:
    """A session in a list."""
    first = next(iter(session.result.facts.legs), None)
    return {
        "sessionId": session.id,
        "subAccountId": session.setting.account.sub_account_id,
        "direction": "INBOUND" if session.setting.inbound else "OUTBOUND",
        "source": None if first is None else first.source,
        "destination": None if first is None else first.destination,
        "begun": moment(asked.emulation, session.setting.now),
        "at": session.live.now,
        "status": session.status,
        "over": session.over,
    }


def whole(asked: Incoming, session: LiveSession) -> SessionWhole:
    """All of a session: trace, captures, webhooks with both bodies, and the payload of its summary."""
    result = session.result
    return {
        **brief(asked, session),
        "callFlowRequestId": session.request_id,
        "held": session.held,
        "captures": [
            {"state": one.state, "digits": one.digits, "outcome": one.outcome, "reason": one.reason}
            for one in result.captures
        ],
        "webhooks": [delivery_whole(one) for one in session.deliveries],
        "session": result.session if session.live.done else None,
        "trace": [_event(asked, session, event) for event in session.call.trace],
    }


def seen(asked: Incoming) -> dict[str, str]:
    """The headers of an answer that shows sessions: whoever reads the events too knows which are in it already."""
    return {LAST_EVENT: str(asked.emulation.events.last), "Cache-Control": "no-store"}


def _event(asked: Incoming, session: LiveSession, event: Event) -> dict[str, Any]:
    data = told(session.id, event, asked.emulation.sounds)
    del data["sessionId"]  # it is that of the whole
    return data


def found(asked: Incoming) -> LiveSession | None:
    """The session that the path names."""
    return asked.emulation.house.sessions.get(asked.path["sessionId"])


def unknown(asked: Incoming) -> Outgoing:
    """There is no such session, or none any more."""
    return plain_error(asked.emulation, 404, f"Session not found by Id : {asked.path['sessionId']}")


async def done(asked: Incoming, what: Callable[[LiveSession], None]) -> Outgoing:
    """Do something with a live session, and show it; 409 where it is not its turn."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    try:
        what(session)
    except OutOfTurnError as error:
        return plain_error(asked.emulation, CONFLICT, str(error))
    await asked.emulation.house.stored(session.id)
    return Outgoing(200, brief(asked, session))


def body_of(asked: Incoming, known: tuple[str, ...]) -> dict[str, Any]:
    """The object of a body, empty where there is none. Raises UsageError for a name that is not known here."""
    given = read_object(asked.body) if asked.body.strip() else {}
    for name in given:
        if name not in known:
            raise UsageError(f"`{name}` is not known here: expected {', '.join(known)}")
    return given
