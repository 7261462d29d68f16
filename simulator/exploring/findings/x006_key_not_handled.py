"""X006: A key is announced and not handled.

## What

The prompt offers a key ("for billing press 3"), and the backend treats it as any key that nobody offers, or no row of
the table takes it.

## Why

The caller does as told, and hears that there is no such choice. Often a row was dropped, or its digits were
changed and the prompt was not.

## Wrong

promptMessage: For sales press 1, for billing press 3.
and rows for digits "1" and `other` only

## Right

promptMessage: For sales press 1, for billing press 3.
and rows for digits "1", "3" and `other`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.keys import same_answer
from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.input_class import OTHER
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X006"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Announced keys that lead where a key leads that nobody announces, or to no answer at all."""
    for point, place, leaving in sight.first_tries():
        moves = {index: sight.behaviour.moves[index] for index in leaving}
        if not any(move.asked for move in moves.values()):
            continue  # nothing there is answered by anybody: what is captured is only told (L001 and L002 speak of it)
        others = [move for move in moves.values() if move.input_class == OTHER]
        for index, move in moves.items():
            if move.input_class not in place.announced:
                continue
            unanswered = bool(sight.behaviour.rows) and move.asked and not move.row
            alike = any(same_answer(move, other) for other in others)
            if unanswered or (alike and not _handled_at_times(sight, point, move.input_class)):
                how = (
                    "no row of the table takes it" if unanswered else f"it is treated like any other key{sight.so_far}"
                )
                yield Remark(
                    place.id,
                    f"key {move.input_class} is announced and not handled, {how}: {in_short(place)}",
                    f'answer digits "{move.digits or move.input_class}" there, or take the key out of the prompt',
                    sight.routes.to(point, index),
                )


def _handled_at_times(sight: Sight, point: int, key: str) -> bool:
    """Whether a key has an answer of its own in calls that begin at another instant, as when a desk is open."""
    for twin in list(sight.twins(point))[1:]:
        moves = list(sight.moves(twin))
        others = [move for move in moves if move.input_class == OTHER]
        if any(move.input_class == key and not any(same_answer(move, one) for one in others) for move in moves):
            return True
    return False
