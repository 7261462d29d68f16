"""VCS: the platform tells how a leg is doing (assumed: when; setting `statusWebhooks`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import Answered, Bridged, Captured, Dialled, LegEnded
from simulator.webhooks.base.fields import call_fields, digit_fields, envelope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts, Leg

TYPE = "VCS"
REGISTERED, POSTED, EXPECTED = True, True, True
_CHANGES: dict[type[Event], int] = {Dialled: 1, Answered: 1, Bridged: 2, Captured: 1, LegEnded: 1}
TELLS = tuple(_CHANGES)


def bodies(facts: Facts, event: Event, number: int) -> Iterator[dict[str, Any]]:
    """A body for each change of a leg, for both legs when they are bridged, and for each capture with digits."""
    if not facts.setting.assumptions.status_webhooks:
        return
    for leg, status in _changes(facts, event):
        payload = call_fields(facts, leg, status, event.at, number)
        if isinstance(event, Captured):
            payload |= digit_fields(facts, event.digits)
        yield envelope(payload, "CALL_STATUS", "Status update of a call")
        number += 1


def count(facts: Facts, event: Event) -> int:
    """How many bodies an event gives, without building them."""
    if not facts.setting.assumptions.status_webhooks:
        return 0
    return _CHANGES.get(type(event), 0) if type(event) is not Captured else int(event.digits is not None)


def _changes(facts: Facts, event: Event) -> Iterator[tuple[Leg, str]]:
    match event:
        case Dialled(at, name, _, _, inbound):
            yield _leg(facts, name, at), "CALL_RECEIVED" if inbound else "CALL_INITIATED"
        case Answered(at, name):
            yield _leg(facts, name, at), "CALL_CONNECTED"
        case Bridged(at):
            yield facts.legs[0], "CALL_UPDATED"
            yield _leg(facts, "B", at), "CALL_UPDATED"
        case Captured(at, _, str()):
            yield facts.legs[0], "DTMF_RECEIVED"
        case LegEnded():
            yield next(leg for leg in facts.legs if leg.ended is event), "CALL_DISCONNECTED"


def _leg(facts: Facts, name: str, at: int) -> Leg:
    """The leg of this name at that moment: several legs B may follow each other."""
    return next(leg for leg in reversed(facts.legs) if leg.name == name and leg.initiated <= at)
