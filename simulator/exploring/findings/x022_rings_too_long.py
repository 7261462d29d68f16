"""X022: A leg that is to be tried is answered later than it can ring.

## What

`--leg answered:45s` tries a leg that is answered after 45 s, and a leg that nobody answers is given up after `ringOut`
(30 s, where no account file says otherwise).

## Why

What is found behind such a leg never happens: the platform has given it up by then, and the session has ended.

## Wrong

callflow explore booking.json --leg answered:45s

## Right

callflow explore booking.json --leg answered:20s
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.call.legs import parse_leg
from simulator.running.late_legs import late_leg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X022"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Each dial once that is answered so late."""
    told: set[str] = set()
    for index, move in enumerate(sight.behaviour.moves):
        place, settings = sight.place(move.source), sight.routes.settings
        outcome = parse_leg(move.does) if place.kind == "dial" and move.does else None
        if outcome is None or not outcome.connected or outcome.delay(settings) <= settings.ring_out:
            continue
        if place.id not in told:
            told.add(place.id)
            late = late_leg(place.leg, outcome.delay(settings), settings)
            way = sight.routes.to(move.source, index)
            yield Remark(place.id, f"{late.what}, and {late.why}", "try a shorter time, or noAnswer", way)
