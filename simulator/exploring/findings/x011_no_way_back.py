"""X011: No way back to the main menu.

## What

A note: from some menus no key leads back to the first one.

## Why

A caller who chose wrongly has to hang up and call again. A key that leads back, usually 0, * or 9, is
kind.

## Wrong

"For a new problem press 1, for a ticket press 2." and no more

## Right

"... To go back press 9.", and a row for digits "9" with the main menu
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

CODE = "X011"
SEVERITY: Severity = "info"


def find(sight: Sight) -> Iterator[Remark]:
    """One note for all menus without a way back, with the shortest keys to the first of them."""
    menus = {place.id: point for point, place, _ in sight.first_tries() if len(place.offered) > 1}
    if not menus or sight.behaviour.open:
        return
    main = sight.place(next(iter(menus.values()))).words  # the same menu in a reply is another list
    again = [number for number, point in enumerate(sight.behaviour.points) if point.place.words == main]
    steps = ((move.source, move.dest) for move in sight.behaviour.moves)
    back = reaching(len(sight.behaviour.points), steps, again)
    lost = [point for point in menus.values() if back.isdisjoint(sight.twins(point))]
    if lost:
        first = sight.routes.shortest(lost)
        count = f"{len(lost)} menu{'s have' if len(lost) > 1 else ' has'}"
        yield Remark(
            sight.place(first).id,
            f"{count} no way back to the main menu: {in_short(sight.place(first))}{sight.so_far}",
            "offer a key that leads back",
            sight.routes.to(first),
        )
