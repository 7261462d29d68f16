"""GET /_sim/openapi.json: every operation as an OpenAPI 3.1 document, made of what the operations declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/openapi.json", plain_error
SUMMARY = "Describe every operation"


async def answer(asked: Incoming) -> Outgoing:
    """The document."""
    from simulator.server.openapi import document

    return Outgoing(200, document(asked.base_url))
