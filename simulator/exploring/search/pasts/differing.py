"""Two answers to the same keys in words, so that it shows how they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.search.standing import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.exploring.search.probers import Seen

    Lists = Mapping[str, Sequence[str]]
    """What is said by lists, by their digests."""


def in_words(first: Seen, then: Seen, lists: Lists) -> tuple[str, str]:
    """What was noticed at first and then; more of it where what is heard is the same."""
    told = _heard(first, lists), _heard(then, lists)
    if told[0] != told[1]:
        return told
    stages = _stage(first), _stage(then)
    if stages[0] != stages[1]:
        return f"{told[0]} under {stages[0]}", f"{told[1]} under {stages[1]}"
    return told[0], f"{told[1]} in another list of the same words"


def _heard(seen: Seen, lists: Lists) -> str:
    where, heard = seen
    if isinstance(where, str):
        return f"{quoted(heard)} and the call ends: {where.removeprefix('end ')}"
    return quoted(heard or lists.get(str(where[0]), ()))


def _stage(seen: Seen) -> str:
    where = seen[0]
    stage = where[1] if len(where) > 1 and not isinstance(where, str) else None
    return "no clientActionId" if stage is None else f'clientActionId "{stage}"'
