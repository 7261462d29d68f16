"""POST /_sim/sessions/{sessionId}/again: the same call begins anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.repeating import again
from simulator.server.sim.base.beginning import NOT_SO, started
from simulator.server.sim.base.sessions import SessionBrief, found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "POST", "/_sim/sessions/{sessionId}/again", plain_error
SUMMARY = "Send what began a session once more: another session begins, with the same at the other end"
ANSWER, REFUSED = SessionBrief, NOT_SO


async def answer(asked: Incoming) -> Outgoing:
    """The session that has begun."""
    session = found(asked)
    return unknown(asked) if session is None else await started(asked, lambda: again(asked.emulation, session))
