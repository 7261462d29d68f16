"""VNX: a note at the end of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import Ended
from simulator.webhooks.base.fields import envelope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts

TYPE = "VNX"
REGISTERED, POSTED, EXPECTED = True, False, True
TELLS = (Ended,)


def bodies(facts: Facts, event: Event, _number: int) -> Iterator[dict[str, Any]]:
    """One body at the end."""
    if isinstance(event, Ended):
        yield envelope({"sessionId": facts.session_id, "note": event.status}, "NOTE", "A note")


def count(_facts: Facts, event: Event) -> int:
    """One at the end."""
    return int(isinstance(event, Ended))
