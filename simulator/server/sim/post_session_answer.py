"""POST /_sim/sessions/{sessionId}/answer: somebody picks up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.outcome import LegOutcome
from simulator.server.api.base.family import plain_error
from simulator.server.sim.base.sessions import LIVE_ONLY, SessionBrief, done

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "POST", "/_sim/sessions/{sessionId}/answer", plain_error
SUMMARY = "Pick up the leg that rings"
ANSWER, REFUSED = SessionBrief, LIVE_ONLY


async def answer(asked: Incoming) -> Outgoing:
    """The session as it is then."""
    return await done(asked, lambda session: session.pick_up(LegOutcome()))
