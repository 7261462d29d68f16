"""The past of a session in words: what a caller did before, where a backend remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.search.classes import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.search.probers import Stop


def past_words(stop: Stop, done: Sequence[str]) -> str:
    """What was pressed at places like this one before; everything, where that is nothing.

    `done` has what was pressed at each stop on the way, which is nothing where no entry was awaited.
    """
    if {OTHER} == set(filter(None, done)):
        return whole_past(done)
    here = (stop.key[0], stop.key[2:3])
    same = [word for word, key in zip(done, stop.keys, strict=False) if (key[0], key[2:3]) == here]
    return whole_past(same or done) + (" here" if same and set(same) == {OTHER} else "")


def whole_past(done: Sequence[str]) -> str:
    """All of what was pressed."""
    pressed = [word for word in done if word]
    if len(set(pressed)) != 1:
        return "after " + ", ".join("another entry" if word == OTHER else word for word in pressed or ["nothing"])
    if len(pressed) == 1:
        return "after another entry" if pressed[0] == OTHER else f"after {pressed[0]}"
    return f"after {len(pressed)} other entries" if pressed[0] == OTHER else f"after {pressed[0]} {len(pressed)} times"
