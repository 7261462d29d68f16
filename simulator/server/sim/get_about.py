"""GET /_sim/about: what this server is, for whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sessions.starting import product

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/about", plain_error
SUMMARY = "Say what this server is: its life, its flow, its account"

# `from` is no name that a class can have.
FlowEnds = TypedDict("FlowEnds", {"from": str, "to": str})


class FlowShown(TypedDict):
    """The flow of the server; `inbound` says who calls, null where a request begins it."""

    name: str
    inbound: FlowEnds | None


class AboutShown(TypedDict):
    """What this server is; `life` is another after each start, `flow` null where it was started without one."""

    product: str
    life: str
    flow: FlowShown | None
    subAccountId: str


ANSWER = AboutShown


async def answer(asked: Incoming) -> Outgoing:
    """The server."""
    emulation = asked.emulation
    body: AboutShown = {
        "product": product(),
        "life": emulation.life,
        "flow": None if emulation.flow is None else _flow(emulation.flow),
        "subAccountId": emulation.tenants.first,
    }
    return Outgoing(200, body)


def _flow(flow: FlowFile) -> FlowShown:
    inbound = flow.inbound
    return {
        "name": flow.name,
        "inbound": None if inbound is None else {"from": inbound.source, "to": inbound.destination},
    }
