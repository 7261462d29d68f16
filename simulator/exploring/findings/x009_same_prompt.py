"""X009: The same prompt leads to different menus.

## What

Two places ask with the same words, and the same key leads elsewhere.

## Why

The caller cannot tell the two apart, and learns a key that does something else the next time. Often one of the
two is an old copy.

## Wrong

"For yes press 1, for no press 2." at two stages, where key 1 books at one and cancels at the other

## Right

"To book press 1, ..." and "To cancel press 1, ..."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.behaviour.behaviour import Move
    from simulator.model.diagnostic import Severity

CODE = "X009"
SEVERITY: Severity = "info"


def find(sight: Sight) -> Iterator[Remark]:
    """Captures with the words of an earlier one, at which a choice of both leads elsewhere.

    One menu that a backend answers by what the session did before is meant so: these are not two menus.
    """
    first: dict[tuple[str, ...], tuple[str, dict[str, Move]]] = {}
    for point, place, leaving in sight.first_tries():
        choices = {move.input_class: move for index in leaving if _chosen(move := sight.behaviour.moves[index])}
        menu = place.without_past.id
        before, known = first.setdefault(place.words, (menu, choices))
        differ = [
            key for key, move in choices.items() if key in known and _leads(sight, move) != _leads(sight, known[key])
        ]
        if differ and before != menu:
            one, two = (in_short(sight.place(found[differ[0]].dest)) for found in (known, choices))
            yield Remark(
                place.id,
                f"the same prompt {in_short(place)} is heard at two places, and {differ[0]} leads to {one} "
                f"at one and to {two} at the other",
                "word the two prompts differently, or let them lead to the same",
                sight.routes.to(point),
            )


def _chosen(move: Move) -> bool:
    """Whether the class is a choice: a key, several keys, or a pattern."""
    return not move.input_class[:1].islower()


def _leads(sight: Sight, move: Move) -> tuple[object, ...]:
    dest = sight.place(move.dest)
    return (dest.kind, dest.words, dest.status, dest.error)
