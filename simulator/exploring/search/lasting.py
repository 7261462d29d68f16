"""Of what a move's ms are made: a leg that rings, a bridge, and what comes by itself after an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.model.call.event import Answered, Asked, Bridged, LegEnded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.search.probers import Arrival
    from simulator.model.call.event import Event


class Lasting(NamedTuple):
    """Ms of a move after an entry's end (or besides ring and talk), ringing and bridged; the leg that answered."""

    after: int = 0
    ring: int = 0
    talk: int = 0
    answered: str = ""


def after_entry(step: Arrival) -> Lasting:
    """Of a step from a capture: all but the entry."""
    return Lasting(step.ms - step.entry_ms)


def of_dial(step: Arrival) -> Lasting:
    """Of a step from a dial: until the leg answered or did not, and in the bridge."""
    events = step.events
    since = events[-1].at - step.ms if events else 0
    told = next((event for event in events if isinstance(event, Answered | LegEnded)), None)
    ring = step.ms if told is None else told.at - since
    bridged = next((event.at for event in events if isinstance(event, Bridged)), None)
    talk = 0 if bridged is None else _until_released(events, bridged) - bridged
    answered = told.leg if isinstance(told, Answered) else ""
    return Lasting(step.ms - ring - talk, ring, talk, answered)


def since_asked(step: Arrival) -> int:
    """Ms from the question of a step to its end."""
    events = step.events
    return events[-1].at - next(event.at for event in events if type(event) is Asked)


def _until_released(events: Sequence[Event], bridged: int) -> int:
    """When a bridge ends, or the step."""
    ended = (one.at for one in events if isinstance(one, LegEnded) and one.at >= bridged)
    return next(ended, events[-1].at)
