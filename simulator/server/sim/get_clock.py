"""GET /_sim/clock: what time it is in the server, and how fast it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Instant, Says

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation

METHOD, PATH, FAMILY = "GET", "/_sim/clock", plain_error
SUMMARY = "Show the clock"


class ClockShown(TypedDict):
    """The instant of the server, and how fast it passes."""

    now: Instant
    speed: Annotated[float, Says(60, low=0)] | Literal["max"]
    paused: bool


ANSWER = ClockShown


async def answer(asked: Incoming) -> Outgoing:
    """The instant, the speed, and whether it stands."""
    return Outgoing(200, clock_data(asked.emulation))


def clock_data(emulation: Emulation) -> ClockShown:
    """The clock."""
    clock = emulation.clock
    return {"now": moment(emulation), "speed": clock.told_speed, "paused": clock.paused}
