"""GET /_sim/about: what this server is, for whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sessions.starting import product

if TYPE_CHECKING:
    from simulator.model.flow.flow_file import FlowFile
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/about", plain_error
SUMMARY = "Say what this server is: its life, its flow, its accounts"


async def answer(asked: Incoming) -> Outgoing:
    """`life` is another after each start; `flow` is null where the server was started without one."""
    emulation = asked.emulation
    body = {
        "product": product(),
        "life": emulation.life,
        "flow": None if emulation.flow is None else _flow(emulation.flow),
        "subAccountId": emulation.tenants.first,
    }
    return Outgoing(200, body)


def _flow(flow: FlowFile) -> dict[str, Any]:
    inbound = flow.inbound
    return {
        "name": flow.name,
        "inbound": None if inbound is None else {"from": inbound.source, "to": inbound.destination},
    }
