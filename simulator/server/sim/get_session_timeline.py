"""GET /_sim/sessions/{sessionId}/timeline: what happened, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from simulator.render.timeline import Who, lines
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sim.base.sessions import SEEN, UNKNOWN, found, seen, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/timeline", plain_error
SUMMARY = "Show what happened in a session, a line each: when (ms), who, what"


class LineTold(TypedDict):
    """A line; `at` is in ms of the session."""

    at: int
    who: Who
    what: str


class TimelineShown(TypedDict):
    """What happened, in order."""

    lines: list[LineTold]


ANSWER, REFUSED, HEADERS = TimelineShown, UNKNOWN, SEEN


async def answer(asked: Incoming) -> Outgoing:
    """The lines."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    told: list[LineTold] = [{"at": one.at, "who": one.who, "what": one.what} for one in lines(session.call.trace)]
    body: TimelineShown = {"lines": told}
    return Outgoing(200, body, seen(asked))
