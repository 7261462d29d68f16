"""POST /_sim/clock: pause, go on, go at another speed, or move on by so many ms; every call goes with it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.model.values import shown
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.api.base.reading import number_of, switch_of
from simulator.server.clock import FASTEST
from simulator.server.sim.base.sessions import body_of
from simulator.server.sim.get_clock import ClockShown, clock_data

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/clock", plain_error
SUMMARY = "Pause the clock, let it go on, change its speed, or move it on by ms (`advance`)"
ANSWER, REFUSED, NEEDED = ClockShown, {422: UNUSABLE}, False
FARTHEST = 31 * 24 * 3_600_000
"""Ms that one request may move it on."""
BODY = {
    "type": "object",
    "properties": {
        "paused": {"type": ["boolean", "null"]},
        "speed": {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": FASTEST}, {"enum": ["max", None]}]},
        "advance": {"type": ["integer", "null"], "minimum": 0, "maximum": FARTHEST},
    },
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """The clock as it is then."""
    given = body_of(asked, ("paused", "speed", "advance"))
    paused, speed = switch_of(given, "paused"), _speed(given.get("speed"))
    ms = number_of(given, "advance", 0, FARTHEST, default=0)
    if paused is not None or speed is not None:
        asked.emulation.turn(speed=speed, paused=paused)
    if ms:
        asked.emulation.move(ms)
    return Outgoing(200, clock_data(asked.emulation))


def _speed(given: Any) -> float | None:
    if given is None or given == "max":
        return None if given is None else inf
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= FASTEST:
        raise UsageError(f"`speed` is {shown(given)}, expected a number above 0, at most {FASTEST}, or max")
    return float(given)
