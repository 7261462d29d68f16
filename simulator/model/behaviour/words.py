"""Places in words: short enough for one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.drawing.words import printable, shortened

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour, Place


def in_short(place: Place) -> str:
    """What a caller notices of a place, on one line."""
    match place.kind:
        case "inbound":
            return "a call comes in"
        case "dial":
            return f"leg {place.leg} is dialled ({shortened(', '.join(place.words))})"
        case "end":
            return ending(place)
        case _:
            said = " ".join(f'"{shortened(words)}"' for words in place.words)
            return said or "nothing is heard"


def ending(place: Place) -> str:
    """How a call ends."""
    if place.status == "STOPPED":
        return f"the simulator stops ({place.by})"
    error = f" {place.error}" if place.error is not None else ""
    return f"the call ends: {place.status}{error}" + (" (the caller hung up)" if place.by == "caller" else "")


def stage_of(place: Place) -> str:
    """The stage of a place in words."""
    if place.stage is None:
        return "no clientActionId"
    return f'clientActionId "{printable(place.stage)}"'


def not_reached(behaviour: Behaviour) -> tuple[str, ...]:
    """Why exploration stopped, in words; nothing where it did not."""
    return tuple(BOUNDS[bound].words for bound in behaviour.bounds)
