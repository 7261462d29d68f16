"""Where calls stay for ever: closed parts of a behaviour without an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.conclusions.circles import circles
from simulator.model.behaviour.input_class import HANGUP

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Behaviour


def trapped(behaviour: Behaviour) -> list[list[int]]:
    """The sets of points that no call leaves unless the caller hangs up, in order; what is open is none of them."""
    onward: list[list[int]] = [[] for _ in behaviour.points]
    for move in behaviour.moves:
        if move.input_class != HANGUP:
            onward[move.source].append(move.dest)
    return sorted(part for part in circles(onward) if _closed(behaviour, onward, part))


def _closed(behaviour: Behaviour, onward: list[list[int]], part: list[int]) -> bool:
    inside = set(part)
    return not inside & behaviour.open and all(dest in inside for point in part for dest in onward[point])
