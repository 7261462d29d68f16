"""X015: Not everything was explored.

## What

A bound was reached (places, steps of a call, time, an interruption), so that some places were seen and not explored.

## Why

What is there is unknown: no finding about it, and no proof about the whole.

## Wrong

callflow explore big.flow.yaml --time-limit 5

## Right

callflow explore big.flow.yaml --time-limit 600 --max-places 100000
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.bounds import optional_bounds
from simulator.model.behaviour.words import in_short, not_reached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X015"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """One finding for all that was left out, with the shortest keys to the first of it."""
    behaviour = sight.behaviour
    if not behaviour.bounds:
        return
    stopped = [number for number, point in enumerate(behaviour.points) if point.place.status == "STOPPED"]
    left = sorted(behaviour.open) or stopped
    first = sight.routes.shortest(left) if left else 0
    count = f"{len(behaviour.open)} of {len(behaviour.points)} points" if behaviour.open else "the rest of some calls"
    yield Remark(
        sight.place(first).id,
        f"{count} not explored ({'; '.join(not_reached(behaviour))}), for example {in_short(sight.place(first))}",
        f"allow more, if there is more: {', '.join(row.option for row in optional_bounds() if row.words)}",
        sight.routes.to(first),
    )
