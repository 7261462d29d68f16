"""X014: Endless: the same list under ever new stages.

## What

The backend sends the same list again and again, each time with another `clientActionId`: a counter, a time or a
random id is in it. Exploration stops after as many stages as --max-stages allows.

## Why

Since the stage is part of a place, there is no last place, and nothing can be proved. Coverage and generated scenarios
never come to an end either.

## Wrong

{"clientActionId": "menu-17", "callflow": [the menu]}, and next time menu-18

## Right

{"clientActionId": "menu", "callflow": [the menu]}, and the counter in the backend's own memory of the session
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short
from simulator.model.drawing.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X014"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """The lists whose stages were too many."""
    if "maxStages" not in sight.behaviour.bounds:
        return
    groups: dict[tuple[str, str], list[int]] = {}
    for number, point in enumerate(sight.behaviour.points):
        if not point.tries and not point.place.is_end:
            groups.setdefault((point.place.digest, point.place.action), []).append(number)
    most = max(len(points) for points in groups.values())
    for points in groups.values():
        stages = list(dict.fromkeys(str(sight.place(point).stage) for point in points))
        if len(stages) > 1 and len(points) == most:
            last = points[1]
            shown = ", ".join(f'"{shortened(stage, 30)}"' for stage in stages[:3])
            yield Remark(
                sight.place(last).id,
                f"the same list comes under ever new stages, {len(stages)} so far: {shown}, ...: "
                f"{in_short(sight.place(last))}",
                "keep counters and ids out of `clientActionId`, or allow more with --max-stages",
                sight.routes.to(last),
            )
