"""When the leg of a call that came in counts as connected (setting `inboundConnects`): captures disagree.

Whoever calls is on the line at once whatever the setting says; webhooks alone tell of it earlier or later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Answered, Dialled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.assumptions import InboundConnects
    from simulator.model.call.event import Event

SECOND = 1000


def as_told(trace: Sequence[Event], connects: InboundConnects) -> Sequence[Event]:
    """The trace with the answer of an inbound leg A where it is told; left out while it has not come to that."""
    if connects == "atOnce":
        return trace
    first = next((number for number, event in enumerate(trace) if isinstance(event, Answered)), 0)
    begun = trace[first - 1] if first else None
    if not isinstance(begun, Dialled) or not begun.inbound:
        return trace
    rest = [event for number, event in enumerate(trace) if number != first]
    when = begun.at + SECOND
    for number, event in enumerate(rest):
        if connects == "withLegB" and isinstance(event, Answered):
            rest.insert(number, Answered(event.at, "A"))
            break
        if connects == "afterASecond" and event.at >= when:
            rest.insert(number, Answered(when, "A"))
            break
    return rest
