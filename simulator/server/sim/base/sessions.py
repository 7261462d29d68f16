"""Sessions as `/_sim` shows them, and looked up by their id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import OutOfTurnError, UsageError
from simulator.render.run.json import event_data
from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.reading import read_object
from simulator.server.telling import delivery_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.server.api.base.message import Incoming
    from simulator.server.sessions.live_session import LiveSession

CONFLICT = 409


def brief(asked: Incoming, session: LiveSession) -> dict[str, Any]:
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


def whole(asked: Incoming, session: LiveSession) -> dict[str, Any]:
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
        "webhooks": [delivery_data(one, bodies=True) for one in session.deliveries],
        "session": result.session if session.live.done else None,
        "trace": [event_data(event) for event in session.call.trace],
    }


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
    await asked.emulation.house.stored()
    return Outgoing(200, brief(asked, session))


def body_of(asked: Incoming, known: tuple[str, ...]) -> dict[str, Any]:
    """The object of a body, empty where there is none. Raises UsageError for a name that is not known here."""
    given = read_object(asked.body) if asked.body.strip() else {}
    for name in given:
        if name not in known:
            raise UsageError(f"`{name}` is not known here: expected {', '.join(known)}")
    return given
