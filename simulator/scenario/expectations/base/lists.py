"""Expectations of a whole list: where it first differs from what was found, and what would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.scenario.miss import REMOVE, ListChange

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Holds = Callable[[Any, Any], bool]


def first_difference(value: Sequence[Any], found: Sequence[Any], holds: Holds) -> int | None:
    """The number of the first item that is not held by what was found there; None where the lists agree."""
    for number, (wanted, got) in enumerate(zip(value, found, strict=False)):
        if not holds(wanted, got):
            return number
    return None if len(value) == len(found) else min(len(value), len(found))


def as_found(
    value: Sequence[Any], found: Sequence[Any], holds: Holds, now: Callable[[Any], Any] = lambda got: got
) -> ListChange:
    """What makes the list hold; an item that holds where it stands is kept, `now` writes what was found."""
    pairs = enumerate(zip(value, found, strict=False))
    changed = {number: now(got) for number, (wanted, got) in pairs if not holds(wanted, got)}
    removed = dict.fromkeys(range(len(found), len(value)), REMOVE)
    return ListChange({**changed, **removed}, tuple(map(now, found[len(value) :])))
