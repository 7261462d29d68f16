"""The old DTMF callback: posted to the `dtmfCallbackUrl` of a capture that has digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import Captured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts

TYPE = "DTMF"
REGISTERED, POSTED, EXPECTED = False, False, True
TELLS = (Captured,)


def bodies(facts: Facts, event: Event, _number: int) -> Iterator[dict[str, Any]]:
    """One body per completed capture that has digits and names an address (old style; when is assumed)."""
    if count(facts, event) and isinstance(event, Captured):
        yield {
            "uid": facts.session_id,
            "status": {"code": "DTMF", "timestamp": facts.millis(event.at)},
            "destination": facts.legs[0].destination,
            "clientRequestId": facts.setting.client_request_id,
            "actionDetails": {"dtmf": event.digits},
        }


def count(_facts: Facts, event: Event) -> int:
    """How many bodies an event gives, without building them."""
    return int(type(event) is Captured and bool(event.callback_url) and event.digits is not None)
