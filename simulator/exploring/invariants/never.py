"""`never`: no way may have it, in its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.invariants.refutation import Refutation, Unrefuted
from simulator.exploring.invariants.ways import ways_of

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.flow.invariant import Invariant


def never(invariant: Invariant, behaviour: Behaviour) -> tuple[Refutation, ...] | Unrefuted:
    """The way with the fewest keys on which it comes."""
    ways = ways_of(behaviour, invariant, lambda _, __, hit: "breaks" if hit else "on")
    way = ways.to(ways.broken)
    return Unrefuted() if way is None else (Refutation(way),)
