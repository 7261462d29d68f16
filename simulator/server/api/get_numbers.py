"""GET /numbers: the virtual numbers of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.numbers import VirtualNumber, number_data, numbers_of
from simulator.server.document.says import Amount, Instant

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/numbers", plain_error
SUMMARY = "List the virtual numbers"


class VirtualNumbers(TypedDict):
    """The virtual numbers of an account."""

    totalNumbers: Amount
    lastUpdatedAt: Instant
    numbers: list[VirtualNumber]
    statusCode: Literal[0]
    statusMessage: Literal["ok"]


ANSWER = VirtualNumbers


async def answer(asked: Incoming) -> Outgoing:
    """All of them."""
    found = [number_data(asked, number, said) for number, said in numbers_of(asked).items()]
    body: VirtualNumbers = {
        "totalNumbers": len(found),
        "lastUpdatedAt": moment(asked.emulation),
        "numbers": found,
        "statusCode": 0,
        "statusMessage": "ok",
    }
    return Outgoing(200, body)
