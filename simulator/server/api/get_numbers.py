"""GET /numbers: the virtual numbers of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.numbers import number_data, numbers_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/numbers", plain_error
SUMMARY = "List the virtual numbers"


async def answer(asked: Incoming) -> Outgoing:
    """All of them."""
    found = [number_data(asked, number, said) for number, said in numbers_of(asked).items()]
    body = {
        "totalNumbers": len(found),
        "lastUpdatedAt": moment(asked.emulation),
        "numbers": found,
        "statusCode": 0,
        "statusMessage": "ok",
    }
    return Outgoing(200, body)
