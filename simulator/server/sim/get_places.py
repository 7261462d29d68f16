"""GET /_sim/places: where a caller of the server's flow is asked for something; a call can begin there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.places import places_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.places import ReachedPlace

METHOD, PATH, FAMILY = "GET", "/_sim/places", plain_error
SUMMARY = "List the places of the server's flow where keys are asked for, found by exploration; none without a flow"


async def answer(asked: Incoming) -> Outgoing:
    """The places; which keys lead there is not told, since a source may hold secrets among them."""
    flow = asked.emulation.flow
    found = {} if flow is None else await asyncio.to_thread(places_of, flow)
    return Outgoing(200, {"places": [_data(one) for one in found.values()]})


def _data(reached: ReachedPlace) -> dict[str, Any]:
    place = reached.place
    named = {"id": place.id, "clientActionId": place.stage, "action": place.action}
    return {**named, "words": " ".join(place.words), "past": place.past, "keys": reached.way.keys}
