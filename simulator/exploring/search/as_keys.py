"""What was done on a path, written as `callflow run` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from simulator.model.behaviour.way import Way
from simulator.model.call.leg_outcomes import ANSWERED
from simulator.model.call.legs import parse_leg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import PlaceKind

AskedFor = Literal["entry", "dial", "nothing"]
ASKED: Mapping[PlaceKind, AskedFor] = {"capture": "entry", "dial": "dial"}
"""What the kinds of places ask for, those that ask for something."""


@frozen(slots=False)
class Did:
    """One input on a path: `text` answers an entry or says what a leg comes to, empty where nothing was asked.

    `ms` is the simulated time until the next place; `hangs_up`: the caller hung up during a bridge.
    """

    asked: AskedFor
    text: str
    keys: int
    ms: int
    hangs_up: bool = False


def way_of(path: Iterable[Did], outbound: bool, settings: Assumptions) -> Way:
    """The way that a path is; `outbound`: its first dial is leg A, from whose answer on hang-ups are counted."""
    tokens: list[str] = []
    legs: list[str] = []
    keys = ms = count = 0
    for did in path:
        if did.asked == "dial":
            legs.append(did.text)
        elif did.asked == "entry":
            tokens.append(did.text)
        keys, ms, count = keys + did.keys, ms + did.ms, count + 1
        if did.hangs_up:
            rings = parse_leg(legs[0]).delay(settings) if outbound else 0
            tokens.append(f"hangup@{ms - rings}ms")
    while legs and legs[-1] == ANSWERED:
        legs.pop()
    return Way(" ".join(tokens), tuple(legs), keys, count, ms, inbound=not outbound)
