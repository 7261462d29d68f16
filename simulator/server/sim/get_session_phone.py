"""GET /_sim/sessions/{sessionId}/phone: what a phone that takes part in a call shows at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sim.base.phones import PhoneShown, phone
from simulator.server.sim.base.sessions import SEEN, UNKNOWN, found, seen, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/phone", plain_error
SUMMARY = "Show what a phone shows now: who rings, what is said, which timers run, what can be done"
ANSWER, REFUSED, HEADERS = PhoneShown, UNKNOWN, SEEN


async def answer(asked: Incoming) -> Outgoing:
    """The phone; from here on it comes with each event of its session, too."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    session.shown = True
    return Outgoing(200, phone(session), seen(asked))
