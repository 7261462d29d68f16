"""GET /_sim/places: where a caller of the server's flow is asked for something; a call can begin there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.beside import beside
from simulator.server.places import places_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.places import ReachedPlace

METHOD, PATH, FAMILY = "GET", "/_sim/places", plain_error
SUMMARY = (
    "List the places of the server's flow where keys are asked for, as exploration finds them; none of a running server"
)


class PlaceShown(TypedDict):
    """A place: what is asked there, and how many keys lead to it; `past` is what a backend remembers there."""

    id: str
    clientActionId: str | None
    action: str
    words: str
    past: str
    keys: int


class PlacesShown(TypedDict):
    """The places, the nearest first."""

    places: list[PlaceShown]


ANSWER = PlacesShown


async def answer(asked: Incoming) -> Outgoing:
    """The places; which keys lead there is not told, since a source may hold secrets among them."""
    flow = asked.emulation.flow
    found = {} if flow is None else await beside(lambda: places_of(flow))
    body: PlacesShown = {"places": [_data(one) for one in found.values()]}
    return Outgoing(200, body)


def _data(reached: ReachedPlace) -> PlaceShown:
    place = reached.place
    return {
        "id": place.id,
        "clientActionId": place.stage,
        "action": place.action,
        "words": " ".join(place.words),
        "past": place.past,
        "keys": reached.way.keys,
    }
