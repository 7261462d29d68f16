"""Digits that a regular expression takes, found by asking it: the shortest and smallest that fit an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.errors import EndlessPatternError
from simulator.model.pattern import SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.entries.entry import DtmfEntry

KEYS = "0123456789*"
LETTERS = "ABCD"
"""The keys that few phones have: tried where no others will do."""
MOST_QUESTIONS = 20_000
"""How many prefixes are tried before a pattern is said to take nothing."""
QUESTIONS_A_KEY = 15
"""The same, times the length, where nobody knows whether the pattern is meant for keys of such a length at all."""
QUESTION_SECONDS = 0.05
"""How long such a pattern may think about one prefix."""


def example(pattern: str, entry: DtmfEntry, wanted: Callable[[str], bool]) -> str | None:
    """Digits that the whole pattern takes, that the entry takes, and that are `wanted`; None where none is found.

    Raises EndlessPatternError.
    """
    return _first(pattern, f"{KEYS}{'#' if entry.hash_is_key else ''}{LETTERS}", _lengths(entry), wanted)


def longest(pattern: str, low: int, high: int, wanted: Callable[[str], bool]) -> str | None:
    """The smallest of the longest digits that the whole pattern takes and that are `wanted`, from `high` keys down.

    Raises EndlessPatternError.
    """
    return _first(pattern, KEYS, ((length, "") for length in range(high, max(low, 1) - 1, -1)), wanted)


def _first(pattern: str, keys: str, lengths: Iterable[tuple[int, str]], wanted: Callable[[str], bool]) -> str | None:
    """The first digits that are found, of these lengths and closed so."""
    import regex

    asking = _Asking(regex.compile(pattern), keys, MOST_QUESTIONS, SECONDS)
    try:
        found = (asking.first(length, closing, wanted) for length, closing in lengths)
        return next((one for one in found if one is not None), None)
    except TimeoutError:
        raise EndlessPatternError(pattern, SECONDS) from None


def examples(pattern: str, most: int) -> Iterator[str]:
    """For each length up to `most` the smallest keys that the whole pattern takes, where they are found soon.

    Nothing comes of what is no regular expression, or thinks too long.
    """
    import regex

    try:
        compiled = regex.compile(pattern)
        for length in range(1, most + 1):
            asking = _Asking(compiled, f"{KEYS}#", QUESTIONS_A_KEY * length, QUESTION_SECONDS)
            found = asking.first(length, "", lambda _keys: True)
            if found is not None:
                yield found
    except (regex.error, TimeoutError, ValueError, OverflowError, RecursionError):
        return


@define
class _Asking:
    """Asks a pattern about prefixes, at most `left` times, and at most so many `seconds` about each of them."""

    pattern: Any
    keys: str
    left: int
    seconds: float

    def first(self, length: int, closing: str, wanted: Callable[[str], bool]) -> str | None:
        """The smallest keys of a length that the pattern takes, closed so, and that are wanted."""
        waiting = [""]
        while waiting and self.left:
            self.left -= 1
            prefix = waiting.pop()
            if len(prefix) == length:
                if self._takes(prefix + closing) and wanted(prefix + closing):
                    return prefix + closing
            elif self._takes(prefix, partial=True):
                waiting += [prefix + key for key in reversed(self.keys)]
        return None

    def _takes(self, text: str, *, partial: bool = False) -> bool:
        return bool(self.pattern.fullmatch(text, partial=partial, timeout=self.seconds))


def _lengths(entry: DtmfEntry) -> Iterator[tuple[int, str]]:
    """How many keys an accepted entry can have, and the `#` that is then one of its digits: few rows ask for that."""
    for closing in ("", "#") if entry.keeps_hash else ("",):
        for length in range(max(entry.low, 1), entry.high + 1):
            if entry.takes(KEYS[0] * length + closing):
                yield length, closing
