"""Legs that are answered later than anybody lets them ring: on the platform they would have rung out before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.event import Answered, Dialled
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.assumptions import Assumptions
    from simulator.model.call.event import Event


@frozen
class LateLeg:
    """What is impossible, and why (setting `ringOut`); `number` counts the dials, from 0 on."""

    what: str
    why: str
    number: int = 0


def late_legs(trace: Sequence[Event], settings: Assumptions) -> Iterator[LateLeg]:
    """Every leg of a call that was answered so late."""
    dialled: list[int] = []
    for event in trace:
        if isinstance(event, Dialled) and not event.inbound:
            dialled.append(event.at)
        elif isinstance(event, Answered) and dialled and event.at - dialled[-1] > settings.ring_out:
            yield late_leg(event.leg, event.at - dialled[-1], settings, len(dialled) - 1)


def late_leg(leg: str, rang: int, settings: Assumptions, number: int = 0) -> LateLeg:
    """A leg that rings so many ms."""
    why = f"it can ring {settings.ring_out / 1000:g} s only (setting ringOut), and is not answered then"
    return LateLeg(f"leg {leg} is answered after {rang / 1000:g} s", why, number)
