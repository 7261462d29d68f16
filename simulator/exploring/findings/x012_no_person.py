"""X012: No way to a person.

## What

A note: from some places (or from nowhere at all) no key leads to a list that dials a second leg.

## Why

Callers whose wish is in no menu want to speak to somebody. Many rules for hotlines ask for a way to a person.

## Wrong

"For a new problem press 1, for a ticket press 2." and no more

## Right

"... To speak to us press 0.", and a row for digits "0" with makeCall
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.conclusions.circles import reaching
from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X012"
SEVERITY: Severity = "info"


def find(sight: Sight) -> Iterator[Remark]:
    """One note for all captures from which nobody can be reached, with the shortest keys to the first of them."""
    asking = [point for point, _, _ in sight.first_tries()]
    if sight.behaviour.open:
        return
    people = [number for number, point in enumerate(sight.behaviour.points) if point.place.leg == "B"]
    steps = ((move.source, move.dest) for move in sight.behaviour.moves)
    helped = reaching(len(sight.behaviour.points), steps, people)
    lost = [point for point in asking if helped.isdisjoint(sight.twins(point))]
    if lost:
        first = sight.routes.shortest(lost)
        who = "call" if sight.so_far else "caller"
        nobody = f"no way to a person from {len(lost)} of {len(asking)} places that ask for keys"
        yield Remark(
            sight.place(first).id,
            f"{nobody if people else f'no list dials a second leg, so no {who} reaches a person'}: "
            f"{in_short(sight.place(first))}{sight.so_far}",
            "offer a key that leads to a list with `makeCall`",
            sight.routes.to(first),
        )
