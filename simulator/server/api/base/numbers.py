"""The virtual numbers of an account, as the platform lists them; what a simulator cannot know is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.number import country
from simulator.server.api.base.family import moment

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming


def numbers_of(asked: Incoming) -> dict[str, str]:
    """The references of the account's numbers, by number without `+`."""
    account = asked.own.account
    named = {number.lstrip("+"): reference for number, reference in account.virtual_numbers.items()}
    own = {number.lstrip("+"): "" for number in account.caller_ids or () if number.lstrip("+").isdigit()}
    return {**own, **named}


def number_data(asked: Incoming, number: str, reference: str) -> dict[str, Any]:
    """One number."""
    now = moment(asked.emulation)
    return {
        "msisdn": number,
        "dateCreated": now,
        "dateUpdated": now,
        "countryCode": country(number),
        "operationalStatus": "Active",
        "referenceId": reference,
        "rentalPrice": None,
        "incomingRate": None,
        "billingUnit": None,
        "billingCurrency": None,
        "numberType": None,
        "uri": f"/api/v1/subaccounts/{asked.own.id}/numbers/{number}",
        "numberHealthCheckEnabled": False,
        "numberHealth": {"isHealthy": True, "status": "HEALTHY", "lastCheckedTime": now},
    }
