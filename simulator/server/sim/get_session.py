"""GET /_sim/sessions/{sessionId}: all that is known of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sim.base.sessions import UNKNOWN, SessionWhole, found, seen, unknown, whole

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}", plain_error
SUMMARY = "Show a session: trace, captures, webhooks with both bodies, summary"
ANSWER, REFUSED = SessionWhole, UNKNOWN


async def answer(asked: Incoming) -> Outgoing:
    """The whole session."""
    session = found(asked)
    return unknown(asked) if session is None else Outgoing(200, whole(asked, session), seen(asked))
