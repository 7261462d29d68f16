"""The steps of one call between places, before anybody knows what these places offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from simulator.model.call.event import EntryOutcome, EntryReason


@frozen(slots=False)
class Entered:
    """How an entry ended and at which stage: all that its input class is made of, once its place is known."""

    digits: str
    outcome: EntryOutcome
    reason: EntryReason
    stage: str | None


@frozen(slots=False)
class Passed:
    """One step of a call between two places, its input not classed yet.

    `until` is the index of the event after it. Where the end of the call broke off a list, `through` is the place that
    the list is if it asks for nothing, and `then` the class of the step from there; it is known as a place only where
    it could not have gone on to ask.
    """

    source: str
    done: str | Entered
    dest: str
    until: int = field(default=0, eq=False)
    through: str = ""
    then: str = ""
