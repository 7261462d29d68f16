"""An invariant held against one run: scenarios and the witnesses of exploration are judged here alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.invariants.happenings import of_trace
from simulator.exploring.search.standing import end_of
from simulator.model.behaviour.words import ending
from simulator.model.flow.invariant import NEVER, OPEN, REACHES, amount_words
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.invariants.happenings import HappenedAt
    from simulator.model.call.event import Event
    from simulator.model.call.happening import Happening
    from simulator.model.flow.invariant import Invariant


@frozen
class Breach:
    """What a run did against an invariant, in words, and the index of the event after the moment that shows it."""

    found: str
    until: int


def breach(invariant: Invariant, trace: Sequence[Event]) -> Breach | None:
    """What of a run an invariant forbids; None where it does not, or where one run alone cannot tell (`reaches`)."""
    if invariant.kind == REACHES:
        return None
    phase, last = invariant.begins, None
    for moment in of_trace(trace):
        phase, hit = invariant.follow(phase, moment.happening)
        if hit:
            if invariant.kind == NEVER:
                return Breach(_told(moment.happening), moment.until)
            return _late(invariant, moment)
        last = moment
    if last is None or invariant.kind == NEVER or phase != OPEN:
        return None
    return _missed(invariant, last, trace)


def _late(invariant: Invariant, moment: HappenedAt) -> Breach | None:
    """What has to come has come: too late, or in time."""
    limit = invariant.within
    if limit is None or moment.amount(limit.unit) <= limit.amount:
        return None
    return Breach(f"only after {amount_words(moment.amount(limit.unit), limit.unit)}", moment.until)


def _missed(invariant: Invariant, end: HappenedAt, trace: Sequence[Event]) -> Breach | None:
    """What has to come has not come until the call was over: a caller who hangs up in time is the reason."""
    late = _late(invariant, end)
    if end.happening.by_caller:
        return late
    return Breach(f"not until {ending(end_of(trace))}", end.until)


def _told(one: Happening) -> str:
    if one.kind == "heard":
        return f'heard "{one.text}"'
    return f"dialled {one.text}" if one.kind == "dialled" else f"ended {one.status}{_error(one)}"


def _error(one: Happening) -> str:
    return "" if one.error is None else f" {one.error}"
