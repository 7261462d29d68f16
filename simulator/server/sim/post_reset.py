"""POST /_sim/reset: back to the seed, without sessions, registrations and faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/reset", plain_error
CHANGES_ALL = True
SUMMARY = "Forget sessions, registrations and faults, and begin at the seed again"


class Reset(TypedDict):
    """The server is as it was at its beginning."""

    reset: Literal[True]


ANSWER = Reset


async def answer(asked: Incoming) -> Outgoing:
    """Done."""
    await asked.emulation.reset()
    done: Reset = {"reset": True}
    return Outgoing(200, done)
