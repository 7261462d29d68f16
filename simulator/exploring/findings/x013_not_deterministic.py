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

import re
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

_LIST = re.compile(r"(?:the list )?\b([0-9a-f]{12})\b[^\"(),]*")
"""A list by its digest, and where in it."""


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
            f"first {_told(sight, found.first)}, then {_told(sight, found.then)}",
            "let nothing but the session's own questions decide; `reset` in the flow file clears what is left over",
            way,
        )


def _told(sight: Sight, answer: str) -> str:
    """An answer with the names of lists in words: what is heard there, where that is known."""
    heard = {place.digest: in_short(place) for place in sight.behaviour.places.values() if place.digest}
    return _LIST.sub(lambda named: heard.get(named[1], "another list"), answer)


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
