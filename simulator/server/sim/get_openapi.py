"""GET /_sim/openapi.json: every operation as an OpenAPI 3.1 document, made of what the operations declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Free

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/openapi.json", plain_error
SUMMARY = "Describe every operation"


class OpenApiShown(TypedDict):
    """An OpenAPI document."""

    openapi: Literal["3.1.0"]
    info: Free
    servers: list[Free]
    paths: Free
    components: Free


ANSWER = OpenApiShown


async def answer(asked: Incoming) -> Outgoing:
    """The document."""
    from simulator.server.document.openapi import document

    return Outgoing(200, document(asked.base_url))
