"""GET /numbers/{number}: one virtual number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.status import NO_NUMBER
from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.numbers import number_data, numbers_of

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/numbers/{number}", plain_error
SUMMARY = "Show a virtual number"


async def answer(asked: Incoming) -> Outgoing:
    """Its reference and country; 404 where the account does not have it."""
    number = asked.path["number"].lstrip("+")
    said = numbers_of(asked).get(number)
    stamp = {"timestamp": moment(asked.emulation)}
    if said is None:
        return Outgoing(404, {"statusCode": 404, "statusMessage": NO_NUMBER.format(number), **stamp})
    whole = number_data(asked, number, said)
    payload = {key: whole[key] for key in ("referenceId", "msisdn", "countryCode")}
    return Outgoing(200, {"statusCode": 0, "statusMessage": "ok", **stamp, "payload": payload})
