"""GET /numbers/{number}: one virtual number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from simulator.model.status import NO_NUMBER
from simulator.server.api.base.family import ErrorCode, moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.numbers import Country, Msisdn, number_data, numbers_of
from simulator.server.api.base.operation import Refusal
from simulator.server.document.says import Instant, SomeText

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/numbers/{number}", plain_error
SUMMARY = "Show a virtual number"


class NumberPayload(TypedDict):
    """What is told of one number."""

    referenceId: SomeText
    msisdn: Msisdn
    countryCode: Country | None


class NumberShown(TypedDict):
    """One virtual number."""

    statusCode: Literal[0]
    statusMessage: Literal["ok"]
    timestamp: Instant
    payload: NumberPayload


class UnknownNumber(TypedDict):
    """There is no such number; without a time where there is no such account."""

    statusCode: ErrorCode
    statusMessage: SomeText
    timestamp: NotRequired[Instant]


ANSWER = NumberShown
REFUSED = {404: Refusal("the account does not have it, or there is no such account", envelope=UnknownNumber)}


async def answer(asked: Incoming) -> Outgoing:
    """Its reference and country; 404 where the account does not have it."""
    number = asked.path["number"].lstrip("+")
    said = numbers_of(asked).get(number)
    now = moment(asked.emulation)
    if said is None:
        unknown: UnknownNumber = {
            "statusCode": 404,
            "statusMessage": NO_NUMBER.format(number),
            "timestamp": now,
        }
        return Outgoing(404, unknown)
    whole = number_data(asked, number, said)
    payload: NumberPayload = {
        "referenceId": whole["referenceId"],
        "msisdn": whole["msisdn"],
        "countryCode": whole["countryCode"],
    }
    found: NumberShown = {"statusCode": 0, "statusMessage": "ok", "timestamp": now, "payload": payload}
    return Outgoing(200, found)
