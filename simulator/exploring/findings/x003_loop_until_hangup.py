"""X003: A loop that only a hang-up leaves.

## What

Several places that lead to each other and nowhere else, whatever the caller presses or leaves unpressed.

## Why

Nobody can finish the call in an orderly way, and a silent caller goes round until the platform's longest session is
over.

## Wrong

Two menus that lead to each other, for silence too:
  - when: {clientActionId: "*", digits: null}
    reply: {clientActionId: main, callflow: [the main menu]}

## Right

Silence ends the call:
  - when: {clientActionId: "*", digits: null}
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

CODE = "X003"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Traps of several places."""
    for circle in sight.traps:
        first = sight.routes.shortest(circle)
        places = sight.places_of([first, *(point for point in circle if point != first)])
        if len(places) > 1:
            yield Remark(
                places[0].id,
                f"{len(places)} places lead to each other and nowhere else, from {in_short(places[0])} "
                f"to {in_short(places[1])}: only a hang-up ends the call{sight.so_far}{sight.walked}",
                "let silence, or a key, lead to a list that ends with `hangup`",
                sight.routes.to(first),
            )
