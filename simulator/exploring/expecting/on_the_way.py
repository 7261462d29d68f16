"""When, after an entry or a bridge, the webhook is asked and a goal is reached: callers may hang up before or after."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.behaviour.behaviour import Move, Place


def asked_after(move: Move) -> int:
    """How many ms after it the webhook is asked: once the rest of the list has been heard."""
    return move.after - move.back


def goal_after(move: Move, dest: Place, goals: Sequence[str]) -> int | None:
    """How many ms after it a goal is reached, a stage or words that begin to be heard; None where none is."""
    wanted = [one.casefold() for one in goals]
    found = [at for at, words in _heard(move) if any(one in words.casefold() for one in wanted)]
    if move.asked and dest.stage in goals:
        found.append(asked_after(move))
    return min(found, default=None)


def _heard(move: Move) -> Iterator[tuple[int, str]]:
    """What begins to be heard, and when: messages one after the other, and at the end the prompt of the next place."""
    at = move.after - sum(one.length for one in move.heard if one.part != "prompt")
    for one in move.heard:
        yield (move.after if one.part == "prompt" else at), one.words
        at += 0 if one.part == "prompt" else one.length
