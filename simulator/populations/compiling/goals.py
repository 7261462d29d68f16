"""When a goal is reached on a move: a stage that a reply names, or words that are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.behaviour.behaviour import Move, Place

NOT_HERE = -1


def goal_at(move: Move, dest: Place, goals: Sequence[str]) -> int:
    """Ms of a move (those after the entry or the dial) at which the first goal is reached; -1 where none is."""
    return min(_reached(move, dest, goals), default=NOT_HERE)


def _reached(move: Move, dest: Place, goals: Sequence[str]) -> Iterator[int]:
    if move.asked and dest.stage in goals:
        yield move.after - move.back
    wanted = [one.casefold() for one in goals]
    begin = 0
    for prompt in move.heard:
        if any(words in prompt.words.casefold() for words in wanted):
            yield min(begin, move.after)
        begin += prompt.length
