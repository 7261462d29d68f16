"""X002: A loop without input.

## What

Lists that follow each other for ever and never ask the caller for anything.

## Why

The call goes round by itself and asks the webhook each time, until the platform's longest session is over. The caller
can only listen or hang up.

## Wrong

A row answers the end of its own list, which asks for no key:
  - when: {clientActionId: hours}
    reply: {clientActionId: hours, callflow: [say the opening hours]}

## Right

The list ends the call, or asks for a key:
  - when: {clientActionId: hours}
    reply: {callflow: [say goodbye, hangup]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X002"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Circles of moves for which nobody does anything."""
    for circle in sight.idle:
        first = sight.routes.shortest(circle)
        places = sight.places_of([first, *(point for point in circle if point != first)])
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        yield Remark(
            places[0].id,
            f"a loop that asks the caller for nothing: {in_short(places[0])}{more}, again and again{sight.walked}",
            "end the last list with `hangup`, or ask for a key in it",
            sight.routes.to(first),
        )
