"""X001: A dead end: nothing ends the call but the caller.

## What

A place that a call never leaves by itself: every key, silence and every wrong entry leads back to the same place.

## Why

A caller who puts the phone down on the table stays connected, and is paid for, until the platform's longest session
is over. Whoever presses on hears the same prompt again and again.

## Wrong

The reply to no digits repeats the menu, and so does the reply to any key:
  - when: {clientActionId: menu, digits: null}
    reply: {clientActionId: menu, callflow: [the menu again]}

## Right

Some input ends the call, silence above all:
  - when: {clientActionId: menu, digits: null}
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

CODE = "X001"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Traps of one place."""
    for circle in sight.traps:
        places = sight.places_of(circle)
        if len(places) == 1:
            yield Remark(
                places[0].id,
                f"nothing but the caller's hang-up ends the call at {in_short(places[0])}: "
                f"{'every' if not sight.so_far else 'each'} input leads back{sight.so_far}{sight.walked}",
                "let silence, or a key, lead to a list that ends with `hangup`",
                sight.routes.to(sight.routes.shortest(circle)),
            )
