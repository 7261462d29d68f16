"""The virtual numbers of an account, as the platform lists them; what a simulator cannot know is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, cast

from simulator.model.number import country
from simulator.server.api.base.family import moment
from simulator.server.document.says import Says, SomeText

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming


Msisdn = Annotated[str, Says("6562345678", r"[0-9]+", words="without a plus")]
Country = Annotated[str, Says("SG", "[A-Z]{2}")]
NumberPrice = Annotated[float, Says(0.5, low=0)]
SaidInstant = Annotated[str, Says("2026-01-05T09:00:00.000Z", words="in UTC; as the account file has it, if it does")]


class NumberHealth(TypedDict, total=False):
    """How a number is doing."""

    isHealthy: bool
    status: Annotated[str, Says("HEALTHY")]
    lastCheckedTime: SaidInstant


class VirtualNumber(TypedDict):
    """A virtual number; null is what a simulator cannot know."""

    msisdn: Msisdn
    dateCreated: SaidInstant
    dateUpdated: SaidInstant
    countryCode: Country | None
    operationalStatus: Literal["Active", "Expiring", "Inactive"]
    referenceId: SomeText
    rentalPrice: NumberPrice | None
    incomingRate: NumberPrice | None
    billingUnit: SomeText | None
    billingCurrency: Annotated[str, Says("SGD", "[A-Z]{3}")] | None
    numberType: SomeText | None
    uri: SomeText
    numberHealthCheckEnabled: bool
    numberHealth: NumberHealth


def numbers_of(asked: Incoming) -> dict[str, dict[str, Any]]:
    """The account's numbers without `+`, with what its file says of each."""
    account = asked.own.account
    found: dict[str, dict[str, Any]] = {}
    for number in account.caller_ids or ():
        found[number.lstrip("+")] = {}
    for number, reference in account.virtual_numbers.items():
        found[number.lstrip("+")] = {"referenceId": reference}
    for one in account.numbers:
        number = str(one["msisdn"]).lstrip("+")
        found[number] = {**found.get(number, {}), **one, "msisdn": number}
    return found


def number_data(asked: Incoming, number: str, said: dict[str, Any]) -> VirtualNumber:
    """One number."""
    now = moment(asked.emulation)
    usual: VirtualNumber = {
        "msisdn": number,
        "dateCreated": now,
        "dateUpdated": now,
        "countryCode": country(number),
        "operationalStatus": "Active",
        "referenceId": "",
        "rentalPrice": None,
        "incomingRate": None,
        "billingUnit": None,
        "billingCurrency": None,
        "numberType": None,
        "uri": f"/api/v1/subaccounts/{asked.own.id}/numbers/{number}",
        "numberHealthCheckEnabled": False,
        "numberHealth": {"isHealthy": True, "status": "HEALTHY", "lastCheckedTime": now},
    }
    return cast("VirtualNumber", {**usual, **said})
