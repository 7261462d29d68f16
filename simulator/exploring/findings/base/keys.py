"""When two keys are treated alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.model.behaviour.behaviour import Move


def same_answer(one: Move, other: Move) -> bool:
    """Whether two moves of one point get the same answer: by the same row, or heard and led alike."""
    return (one.dest, one.heard, one.row) == (other.dest, other.heard, other.row)
