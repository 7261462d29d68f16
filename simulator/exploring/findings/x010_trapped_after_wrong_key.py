"""X010: A wrong key leads into a trap.

## What

After a key that nobody offers, a wrong entry or silence, the caller is where only a hang-up ends the call, or where
lists loop for ever; from the place before there was a way out.

## Why

A slip of the finger costs the whole call, and a silent caller stays connected.

## Wrong

`other` leads to a list that asks "That was wrong. Press any key." and comes back to itself for ever

## Right

`other` repeats the menu, and after some tries ends the call
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.findings.base.sight import Remark
from simulator.model.behaviour.input_class import WRONG, in_words
from simulator.model.behaviour.words import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exploring.findings.base.sight import Sight
    from simulator.model.diagnostic import Severity

CODE = "X010"
SEVERITY: Severity = "error"


def find(sight: Sight) -> Iterator[Remark]:
    """Moves by mistake from where a call can end to where it cannot; each pair of places once."""
    found: dict[tuple[str, str], int] = {}
    for index, move in enumerate(sight.behaviour.moves):
        if move.input_class in WRONG and move.source in sight.free and move.dest not in sight.free:
            pair = (sight.place(move.source).id, sight.place(move.dest).id)
            found[pair] = min(found.get(pair, index), index, key=lambda one: _cost(sight, one))
    for index in found.values():
        move = sight.behaviour.moves[index]
        source, dest = sight.place(move.source), sight.place(move.dest)
        yield Remark(
            source.id,
            f"after {in_words(move.input_class)} at {in_short(source)} the caller is trapped at {in_short(dest)}"
            f"{sight.so_far}",
            "lead back to the menu, and end the call after some tries",
            sight.routes.to(move.source, index),
        )


def _cost(sight: Sight, index: int) -> tuple[int, int, int]:
    move = sight.behaviour.moves[index]
    keys, moves = sight.routes.cost(move.source)
    return (keys + move.keys, moves, index)
