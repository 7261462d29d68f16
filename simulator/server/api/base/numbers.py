"""The virtual numbers of an account, as the platform lists them; what a simulator cannot know is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.number import country
from simulator.server.api.base.family import moment

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming


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


def number_data(asked: Incoming, number: str, said: dict[str, Any]) -> dict[str, Any]:
    """One number."""
    now = moment(asked.emulation)
    usual = {
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
    return {**usual, **said}
