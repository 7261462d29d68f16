"""GET /_sim/sessions/{sessionId}/wait: the answer comes once the session is over and its webhooks are delivered."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import WRONG_QUERY
from simulator.server.emulation import LONGEST_WAIT
from simulator.server.sim.base.sessions import UNKNOWN, SessionWhole, found, unknown, whole

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/wait", plain_error
SUMMARY = "Wait until a session is over; `timeout` in seconds (30), at most 300; `over` says whether it is"
QUERY = {"timeout": {"type": "number", "minimum": 0, "maximum": LONGEST_WAIT}}
ANSWER, REFUSED = SessionWhole, {**UNKNOWN, 422: WRONG_QUERY}
USUAL = "30"


async def answer(asked: Incoming) -> Outgoing:
    """The whole session, as it is then."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    await asked.emulation.house.wait(session, _seconds(asked.query.get("timeout", USUAL)))
    return Outgoing(200, whole(asked, session))


def _seconds(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not isfinite(found) or not 0 <= found <= LONGEST_WAIT:
        raise UsageError(f'`timeout` is "{text}", expected seconds from 0 to {LONGEST_WAIT:g}')
    return found
