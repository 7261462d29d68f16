"""What came of the inputs at a place, and which of them are answered unlike the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine.answer import NextList
from simulator.exploring.search.probers import seen_of
from simulator.exploring.search.standing import words_of

if TYPE_CHECKING:
    from simulator.exploring.search.probers import Arrival, Seen, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.behaviour.behaviour import Place

    Tried = list[tuple[Probe, Arrival]]
    Groups = list[list[tuple[str, Arrival]]]
    """Accepted entries that are answered alike, the most of them first."""


def outcome(step: Arrival) -> Seen:
    """What a caller notices of a step, and where it leads."""
    return seen_of(step.stop.key if step.stop else None, step.events)


def groups_of(place: Place, tried: Tried) -> Groups:
    """The entries that nobody announces, by how they are answered; what only says them back is one answer."""
    groups: dict[object, list[tuple[str, Arrival]]] = {}
    for _, step in tried:
        end = step.events.entry
        if end is not None and end.outcome == "accepted" and end.digits not in place.offered:
            key = outcome(step) if place.high == 1 else _without(end.digits, step)
            groups.setdefault(key, []).append((end.digits, step))
    return sorted(groups.values(), key=len, reverse=True)


def singular(groups: Groups) -> tuple[str, ...]:
    """The entries that are treated unlike the most."""
    return tuple(sorted(digits for group in groups[1:] for digits, _ in group))


def without_echoes(place: Place, tried: Tried, groups: Groups) -> Tried:
    """All but those that say another entry back than the first of their kind."""
    if place.high == 1 or not groups:
        return tried
    first = outcome(groups[0][0][1])
    echoes = {id(step) for _, step in groups[0] if outcome(step) != first}
    return [one for one in tried if id(one[1]) not in echoes]


def _without(digits: str, step: Arrival) -> object:
    """What is noticed of a step, with the entry left out where it is said back or stands in the stage."""
    where, heard = outcome(step)
    stage, said = None, heard
    if step.stop is not None:
        stage, ahead = _ahead(step.stop)
        said = (*heard, *ahead)
    without = tuple(text.replace(digits, "\0") for text in said)
    return (where, heard) if without == said else (stage and stage.replace(digits, "\0"), without)


def _ahead(stop: Stop) -> tuple[str | None, tuple[str, ...]]:
    """The stage of a stop, and what is said there where nothing is asked."""
    pending = stop.call.pending
    if stop.call.wait is None and isinstance(pending, NextList):
        return pending.client_action_id, words_of(pending.compiled)
    return stop.call.client_action_id, ()
