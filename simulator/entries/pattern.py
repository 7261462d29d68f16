"""Digits that a regular expression takes, found by asking it: the shortest and smallest that fit an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.entries.entry import DtmfEntry

KEYS = "0123456789*"
MOST_QUESTIONS = 20_000
"""How many prefixes are tried before a pattern is said to take nothing."""


def example(pattern: str, entry: DtmfEntry, wanted: Callable[[str], bool]) -> str | None:
    """Digits that the whole pattern takes, that the entry takes, and that are `wanted`; None where none is found."""
    import regex

    found = regex.compile(pattern)
    keys = f"{KEYS}#" if entry.hash_is_key else KEYS
    left = MOST_QUESTIONS
    for length, closing in _lengths(entry):
        waiting = [""]
        while waiting and left:
            left -= 1
            prefix = waiting.pop()
            if len(prefix) == length:
                if found.fullmatch(prefix + closing) and wanted(prefix + closing):
                    return prefix + closing
            elif found.fullmatch(prefix, partial=True):
                waiting += [prefix + key for key in reversed(keys)]
    return None


def _lengths(entry: DtmfEntry) -> Iterator[tuple[int, str]]:
    """How many keys an accepted entry can have, and the `#` that is then one of its digits: few rows ask for that."""
    for closing in ("", "#") if entry.keeps_hash else ("",):
        for length in range(max(entry.low, 1), entry.high + 1):
            if entry.takes(KEYS[0] * length + closing):
                yield length, closing
