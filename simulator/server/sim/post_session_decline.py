"""POST /_sim/sessions/{sessionId}/decline: somebody declines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.outcome import LegOutcome
from simulator.server.api.base.family import plain_error
from simulator.server.sim.base.sessions import LIVE_ONLY, SessionBrief, done

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "POST", "/_sim/sessions/{sessionId}/decline", plain_error
SUMMARY = "Decline the leg that rings (SIP 603)"
ANSWER, REFUSED = SessionBrief, LIVE_ONLY


async def answer(asked: Incoming) -> Outgoing:
    """The session as it is then."""
    return await done(asked, lambda session: session.pick_up(LegOutcome("failed", sip=603)))
