"""GET /_sim/ready: the server listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/ready", plain_error
SUMMARY = "Say that the server listens"


class Ready(TypedDict):
    """The server listens."""

    ready: Literal[True]


ANSWER = Ready


async def answer(_asked: Incoming) -> Outgoing:
    """Where there is an answer, it is."""
    found: Ready = {"ready": True}
    return Outgoing(200, found)
