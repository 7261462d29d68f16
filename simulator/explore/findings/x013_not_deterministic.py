"""X013: The backend answers the same question differently.

## What

The same keys in a new session led elsewhere, or something else was heard. A random number, the real clock, or something that
the backend remembers of earlier sessions decides.

## Why

Tests of such a flow pass or fail by chance, and nothing can be proved about it.

## Wrong

greeting = random.choice(GREETINGS)

## Right

The backend decides by what it is asked, and by what it was asked before in the same session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.explore.findings._base import Remark
from simulator.model.behaviour_words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.explore.findings._base import Sight
    from simulator.model.behaviour import Unstable
    from simulator.model.diagnostic import Severity
    from simulator.model.way import Way

CODE = "X013"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Each place at which the answers differed, once."""
    seen: set[str] = set()
    for found in sight.behaviour.unstable:
        if found.place not in seen:
            seen.add(found.place)
            yield Remark(
                found.place,
                f"the backend answers the same keys differently at {in_short(sight.behaviour.places[found.place])}: "
                f"first {found.first}, then {found.then}",
                "let nothing but the session's own questions decide; `reset` in the flow file clears what is left over",
                _way(sight, found),
            )


def _way(sight: Sight, found: Unstable) -> Way:
    """The keys that were tried; the shortest to the place where they are no longer known as moves."""
    behaviour, point, taken = sight.behaviour, 0, []
    for does in found.does:
        index = next((one for one in behaviour.leaving[point] if behaviour.moves[one].does == does), None)
        if index is None:
            at = [number for number, one in enumerate(behaviour.points) if one.place.id == found.place]
            return sight.routes.to(sight.routes.shortest(at))
        taken.append(index)
        point = behaviour.moves[index].dest
    return sight.routes.way(taken)
