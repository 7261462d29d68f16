"""POST /_sim/places: a call begins at a place of the server's flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.operation import UNUSABLE
from simulator.server.api.base.reading import text_of
from simulator.server.places import begin_at
from simulator.server.sim.base.beginning import NOT_NOW, started
from simulator.server.sim.base.sessions import SessionBrief, body_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "POST", "/_sim/places", plain_error
SUMMARY = "Begin a call of the server's flow at a place: it is held by a person, and the prompt there begins"
BODY = {
    "type": "object",
    "required": ["place"],
    "properties": {"place": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
EXAMPLE = {"place": "4391d8b51b76 2.sayAndCapture"}
ANSWER, REFUSED = SessionBrief, {**NOT_NOW, 422: UNUSABLE}


async def answer(asked: Incoming) -> Outgoing:
    """The session that stands there."""
    place, flow = text_of(body_of(asked, ("place",)), "place", blank=True) or "", asked.emulation.flow
    if flow is None:
        raise UsageError("the server was started without a flow")
    return await started(asked, lambda: begin_at(asked.emulation, flow, place))
