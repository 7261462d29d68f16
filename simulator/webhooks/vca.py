"""VCA: the platform asks the customer for the next list of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import Asked
from simulator.webhooks.base.fields import call_fields, digit_fields, envelope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts

TYPE = "VCA"
REGISTERED, POSTED, EXPECTED = True, False, True
TELLS = (Asked,)


def bodies(facts: Facts, event: Event, number: int) -> Iterator[dict[str, Any]]:
    """One body each time the webhook is asked; `clientActionId` is that of the reply before."""
    if isinstance(event, Asked):
        yield ask(facts, event, number)


def count(_facts: Facts, event: Event) -> int:
    """How many bodies an event gives, without building them."""
    return int(isinstance(event, Asked))


def ask(facts: Facts, event: Asked, number: int) -> dict[str, Any]:
    """The body of one question; the first one of an inbound call has no field of digits (observed)."""
    status: str = event.call_status
    if facts.setting.assumptions.digits_field == "flat" and event.digits is not None:
        status = "DTMF_RECEIVED"
    payload = call_fields(facts, facts.legs[0], status, event.at, number)
    if facts.setting.assumptions.vca_call_duration == "zero":
        payload["callDuration"] = 0
    if event.call_status == "ACTION_COMPLETED":
        payload |= digit_fields(facts, event.digits)
    if event.client_action_id is not None:
        payload["clientActionId"] = event.client_action_id
    return envelope(payload, "CALL_ACTION", "Action request of a call")
