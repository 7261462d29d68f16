"""Digits that a regular expression takes, found by asking it: the shortest and smallest that fit an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.entries.entry import DtmfEntry

KEYS = "0123456789*"
MOST_QUESTIONS = 20_000
"""How many prefixes are tried before a pattern is said to take nothing."""


def example(pattern: str, entry: DtmfEntry, wanted: Callable[[str], bool]) -> str | None:
    """Digits that the whole pattern takes, that the entry takes, and that are `wanted`; None where none is found."""
    import regex

    found = regex.compile(pattern)
    keys = KEYS if entry.hash_ends else f"{KEYS}#"
    left = MOST_QUESTIONS
    for length in range(max(entry.low, 1), entry.high + 1):
        waiting = [""]
        while waiting and left:
            left -= 1
            prefix = waiting.pop()
            if len(prefix) == length:
                if found.fullmatch(prefix) and wanted(prefix):
                    return prefix
            elif found.fullmatch(prefix, partial=True):
                waiting += [prefix + key for key in reversed(keys)]
    return None
