"""GET /_sim/faults: what is still to strike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation

METHOD, PATH, FAMILY = "GET", "/_sim/faults", plain_error
SUMMARY = "Show how many faults are still to strike, by kind"


async def answer(asked: Incoming) -> Outgoing:
    """The queues."""
    return Outgoing(200, queues(asked.emulation))


def queues(emulation: Emulation) -> dict[str, Any]:
    """How many there are of each kind."""
    faults = emulation.faults
    errors = [{"code": one.code, "where": one.where, "at": one.at} for one in faults.errors]
    return {"replies": len(faults.replies), "twice": faults.twice, "errors": errors}
