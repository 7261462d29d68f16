"""The digits that modelled callers press where nothing is offered: a fixed pool, so that shares of it are exact."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.model.pattern import Pattern

DIGITS = "0123456789"
SIZE = 500
"""Entries of a pool."""
TRIES = 20
"""How often digits are drawn anew to suit a pattern of the table."""


@lru_cache(maxsize=256)
def pool(low: int, high: int, patterns: tuple[Pattern, ...]) -> tuple[str, ...]:
    """Some entries of `low` to `high` digits, each length as likely, that suit a pattern where there are any.

    The same on each machine and in each run: callers choose from it by chance (assumed: nobody knows what they enter).
    """
    chance = Random(f"{low}:{high}:{'|'.join(pattern.text for pattern in patterns)}")
    return tuple([_entry(chance, low, high, patterns) for _ in range(SIZE)])


def _entry(chance: Random, low: int, high: int, patterns: Sequence[Pattern]) -> str:
    keys = ""
    for _ in range(TRIES):
        keys = "".join(chance.choices(DIGITS, k=chance.randint(low, high)))
        if not patterns or any(pattern.fullmatch(keys) for pattern in patterns):
            break
    return keys
