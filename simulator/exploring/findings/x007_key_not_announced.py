"""X007: A key is handled and never announced.

## What

A menu that announces some keys handles another single key in a way of its own.

## Why

Nobody can know of the key. Often its announcement was dropped from the prompt, or the row is left over from an
older menu. A hidden key may also be meant: silence this finding then.

## Wrong

promptMessage: For sales press 1.
and rows for digits "1", "7" and `other`

## Right

promptMessage: For sales press 1, for the press office press 7.
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

CODE = "X007"
SEVERITY: Severity = "warning"


def find(sight: Sight) -> Iterator[Remark]:
    """Single keys with an answer of their own that the prompt does not name, where it names others."""
    for point, place, leaving in sight.first_tries():
        hidden = [key for key in place.offered if len(key) == 1 and key not in place.announced]
        if not place.announced or not hidden:
            continue
        moves = {index: sight.behaviour.moves[index] for index in leaving}
        others = [move for move in moves.values() if move.input_class == OTHER]
        for index, move in moves.items():
            handled = move.fault is None and not any(same_answer(move, other) for other in others)
            if move.input_class in hidden and handled:
                yield Remark(
                    place.id,
                    f"key {move.input_class} is handled and never announced: {in_short(place)} "
                    f"names {', '.join(place.announced)}",
                    "announce the key, or take its answer away",
                    sight.routes.to(point, index),
                )
