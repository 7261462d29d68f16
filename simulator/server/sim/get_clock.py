"""GET /_sim/clock: what time it is in the server, and how fast it passes."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation

METHOD, PATH, FAMILY = "GET", "/_sim/clock", plain_error
SUMMARY = "Show the clock"


async def answer(asked: Incoming) -> Outgoing:
    """The instant, the speed, and whether it stands."""
    return Outgoing(200, clock_data(asked.emulation))


def clock_data(emulation: Emulation) -> dict[str, Any]:
    """The clock."""
    clock = emulation.clock
    speed: float | str = "max" if isinf(clock.speed) else clock.speed
    return {"now": moment(emulation), "speed": speed, "paused": clock.paused}
