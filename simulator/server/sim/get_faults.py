"""GET /_sim/faults: what is still to strike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypedDict

from simulator.networks.scripted import FaultPlace
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Amount, Ms, Says

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation

METHOD, PATH, FAMILY = "GET", "/_sim/faults", plain_error
SUMMARY = "Show how many faults are still to strike, by kind"


class ErrorShown(TypedDict):
    """An error of the platform that is to strike; `at` counts where it has a time of its own."""

    code: Annotated[int, Says(-2005)]
    where: FaultPlace
    at: Ms


class FaultQueuesShown(TypedDict):
    """What is still to strike: answers of webhooks, webhooks that come twice, errors of the platform."""

    replies: Amount
    twice: Amount
    errors: list[ErrorShown]


ANSWER = FaultQueuesShown


async def answer(asked: Incoming) -> Outgoing:
    """The queues."""
    return Outgoing(200, queues(asked.emulation))


def queues(emulation: Emulation) -> FaultQueuesShown:
    """How many there are of each kind."""
    faults = emulation.faults
    errors: list[ErrorShown] = [{"code": one.code, "where": one.where, "at": one.at} for one in faults.errors]
    return {"replies": len(faults.replies), "twice": faults.twice, "errors": errors}
