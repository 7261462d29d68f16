"""Which points a menu tree tells once: those of one place from which a call goes on alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import HANGUP

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from simulator.model.behaviour.behaviour import Behaviour


def alike(behaviour: Behaviour) -> Sequence[Hashable]:
    """For each point what it has in common with those that are told with it.

    Mostly that is the place, and where each input leads; where the clock decides, all that comes after too: a later
    menu may be answered otherwise in calls that began at another instant.
    """
    names: list[Hashable] = [point.place.id for point in behaviour.points]
    found, known = _onward(behaviour, names), 0
    while behaviour.instants and len(set(found)) > known:
        known, numbers = len(set(found)), {one: at for at, one in enumerate(dict.fromkeys(found))}
        found = _onward(behaviour, [numbers[one] for one in found])
    return found


def _onward(behaviour: Behaviour, names: Sequence[Hashable]) -> list[Hashable]:
    moves = behaviour.moves
    return [
        (name, frozenset((moves[index].input_class, names[moves[index].dest]) for index in leaving
                         if moves[index].input_class != HANGUP))
        for name, leaving in zip(names, behaviour.leaving, strict=True)
    ]  # fmt: skip
