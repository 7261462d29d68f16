"""The places of the server's flow where a caller is asked for something, and how a call comes there."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.errors import UsageError
from simulator.exploring.search.explore import explore
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.routes import Routes
from simulator.model.call.legs import parse_leg
from simulator.responders.hosting.server import address_of
from simulator.running.stepping import Stepper
from simulator.server.beside import beside
from simulator.server.repeating import Beginning, along

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.way import Way
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.emulation import Emulation
    from simulator.server.sessions.live_session import LiveSession

SECONDS = 5.0
"""How long a flow is explored for this."""


@frozen(eq=False)
class ReachedPlace:
    """A place, and the shortest way there."""

    place: Place
    way: Way


@cache
def places_of(flow: FlowFile) -> dict[str, ReachedPlace]:
    """The captures of a flow by the ids of their places, in the order of finding. Raises UsageError.

    None of a flow that a running server answers: it would be asked, by whoever only looks.
    """
    if flow.backend is not None and address_of(flow.backend) is not None:
        return {}
    known = explore(flow, bounds=Bounds(seconds=SECONDS), clock=time.monotonic)
    routes, found = Routes(known, flow.account.assumptions), dict[str, ReachedPlace]()
    for number, point in enumerate(known.points):
        place = point.place
        if place.kind == "capture" and place.id not in found:
            found[place.id] = ReachedPlace(place, routes.to(number))
    return found


async def begin_at(emulation: Emulation, flow: FlowFile, name: str) -> LiveSession:
    """A call that a person holds, and that stands where the prompt of this place begins. Raises UsageError."""
    reached = (await beside(lambda: places_of(flow))).get(name)
    if reached is None:
        raise UsageError(f'there is no place "{name}" in this flow')
    seed, way = emulation.next_seed(), reached.way
    at = emulation.clock.now if way.at is None else way.at
    walked = await beside(lambda: _walked(flow, way, seed, at))
    return await along(emulation, Beginning.of_flow(emulation, flow), walked.trace, walked.call.now, seed)


def _walked(flow: FlowFile, way: Way, seed: int, at: int) -> Stepper:
    """A call that has come to where a way ends."""
    found = Stepper(flow, tuple(map(parse_leg, way.legs)), seed, at)
    for token in way.dtmf.split():
        found.press(token)
    return found
