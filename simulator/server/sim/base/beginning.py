"""What the operations that begin a call share: it is stored before anybody is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import OutOfTurnError
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.post_callflows import BUSY
from simulator.server.sim.base.sessions import CONFLICT, UNKNOWN, brief

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from simulator.server.api.base.message import Incoming
    from simulator.server.sessions.live_session import LiveSession

TOO_MANY = {BUSY: Refusal("there are as many live calls as the server takes")}
NOT_NOW = {CONFLICT: Refusal("no call can begin so, and why"), **TOO_MANY}
NOT_SO = {**UNKNOWN, **NOT_NOW}


async def started(asked: Incoming, begin: Callable[[], Awaitable[LiveSession]]) -> Outgoing:
    """Begin a call, and show it; 409 where that cannot be, 503 where there are too many."""
    if asked.emulation.full():
        return plain_error(asked.emulation, BUSY, "Service Unavailable")
    try:
        session = await begin()
    except OutOfTurnError as error:
        return plain_error(asked.emulation, CONFLICT, str(error))
    await asked.emulation.house.stored(session.id)
    return Outgoing(200, brief(asked, session))
