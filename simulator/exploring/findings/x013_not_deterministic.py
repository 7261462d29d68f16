"""X013: The backend answers the same question differently.

## What

The same keys in a new session led elsewhere, or something else was heard. A random number, the real clock, or
something that the backend remembers of earlier sessions decides.

## Why

Tests of such a flow pass or fail by chance, and nothing can be proved about it.

## Wrong

greeting = random.choice(GREETINGS)

## Right

The backend decides by what it is asked, and by what it was asked before in the same session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.behaviour.behaviour import Unstable
    from simulator.model.behaviour.way import Way
    from simulator.model.diagnostic import Severity

CODE = "X013"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Each place at which the answers differed, once, by the shortest way on which they did."""
    shortest: dict[str, tuple[Way, Unstable]] = {}
    for found in sight.behaviour.unstable:
        way = _way(sight, found)
        if found.place not in shortest or way.order < shortest[found.place][0].order:
            shortest[found.place] = (way, found)
    for name, (way, found) in shortest.items():
        yield Remark(
            name,
            f"the backend answers the same keys differently at {in_short(sight.behaviour.places[name])}: "
            f"first {found.first}, then {found.then}",
            "let nothing but the session's own questions decide; `reset` in the flow file clears what is left over",
            way,
        )


def _way(sight: Sight, found: Unstable) -> Way:
    """The keys that were tried; where they are no longer known as moves, the shortest to the place."""
    behaviour, point, taken = sight.behaviour, 0, []
    for does in found.does:
        index = next((one for one in behaviour.leaving[point] if behaviour.moves[one].does == does), None)
        if index is None:
            at = [number for number, one in enumerate(behaviour.points) if one.place.id == found.place]
            return sight.routes.to(sight.routes.shortest(at))
        taken.append(index)
        point = behaviour.moves[index].dest
    return sight.routes.way(taken)
