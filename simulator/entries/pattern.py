"""Digits that a regular expression takes, found by asking it: the shortest and smallest that fit an entry."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import define

from simulator.entries.machine import told_apart
from simulator.errors import EndlessPatternError, UsageError
from simulator.model.pattern import ESCAPED, SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from simulator.entries.entry import DtmfEntry

KEYS = "0123456789*"
ANY = "[0-9*#]+"
"""Takes all keys of usual phones."""
LETTERS = "ABCD"
"""The keys that few phones have: tried where no others will do."""
MOST_QUESTIONS = 20_000
"""How many beginnings of a length are tried before it is given up."""
QUESTIONS_A_KEY = 15
"""The same, times the length, where nobody knows whether the pattern is meant for keys of such a length at all."""
QUESTION_SECONDS = 0.05
"""How long such a pattern may think about one prefix."""


def example(
    pattern: str,
    entry: DtmfEntry,
    wanted: Callable[[str], bool],
    beside: tuple[Iterable[str], Iterable[str]] | None = None,
) -> str | None:
    """Digits that the whole pattern takes, that the entry takes, and that are `wanted`; None where there are none.

    `beside` are all other patterns, and all digits, that `wanted` asks for: of beginnings that these do not tell apart
    one is followed. Without, each is. Raises EndlessPatternError, and UsageError where it was given up.
    """
    keys = f"{KEYS}{'#' if entry.hash_is_key else ''}{LETTERS}"
    apart = None if beside is None else told_apart((pattern, *beside[0]), beside[1])
    try:
        return _first(pattern, keys, _lengths(entry), wanted, apart)
    except _UndecidedError:
        raise UsageError(
            f"`/{pattern}/`: {MOST_QUESTIONS:,} beginnings were tried, and nobody knows whether a row is reached by "
            "keys that it takes: where a row of the stage looks around or back, as (?=...), (?<=...) and \\1 do, write "
            "it without, or name the keys themselves"
        ) from None


def longest(pattern: str, low: int, high: int, wanted: Callable[[str], bool]) -> str | None:
    """The smallest of the longest digits that the whole pattern takes and that are `wanted`, from `high` keys down.

    Raises EndlessPatternError.
    """
    lengths = ((length, "") for length in range(high, max(low, 1) - 1, -1))
    with suppress(_UndecidedError):
        return _first(pattern, KEYS, lengths, wanted, None)
    return None


def _first(
    pattern: str,
    keys: str,
    lengths: Iterable[tuple[int, str]],
    wanted: Callable[[str], bool],
    apart: Callable[[str], Hashable] | None,
) -> str | None:
    """The first digits that are found, of these lengths and closed so."""
    import regex

    compiled, undecided = regex.compile(_open(pattern)), False
    try:
        for length, closing in lengths:
            for begun in ("", *keys):  # a row above may take all of the smallest
                asking = _Asking(compiled, keys, MOST_QUESTIONS, SECONDS, apart)
                found = asking.first(length, closing, wanted, begun)
                if found is not None:
                    return found
                if asking.left and not begun:
                    break
            else:
                undecided = True
        if undecided:
            raise _UndecidedError(pattern)
        return None
    except TimeoutError:
        raise EndlessPatternError(pattern, SECONDS) from None


def examples(pattern: str, most: int) -> Iterator[str]:
    """For each length up to `most` the smallest keys that the whole pattern takes, where they are found soon.

    Nothing comes of what is no regular expression, or thinks too long.
    """
    import regex

    try:
        compiled = regex.compile(_open(pattern))
        for length in range(1, most + 1):
            asking = _Asking(compiled, f"{KEYS}#", QUESTIONS_A_KEY * length, QUESTION_SECONDS)
            found = asking.first(length, "", lambda _keys: True)
            if found is not None:
                yield found
    except (regex.error, TimeoutError, ValueError, OverflowError, RecursionError):
        return


_EDGES = {r"\b": r"(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))", r"\B": r"(?:(?<=\w)(?=\w)|(?<!\w)(?!\w))"}
"""The edge of a word and its contrary, as they look around."""


def _open(pattern: str) -> str:
    r"""The same pattern for prefixes: the library takes the end of one for an edge, and not for what may go on.

    Nothing begins with what such a pattern takes then: `12\B34` would take nothing.
    """
    return ESCAPED.sub(lambda found: _EDGES.get(found.group(), found.group()), pattern)


class _UndecidedError(Exception):
    """So many beginnings were tried that it was given up."""


@define
class _Asking:
    """Asks a pattern about prefixes, at most `left` times, and at most so many `seconds` about each of them."""

    pattern: Any
    keys: str
    left: int
    seconds: float
    apart: Callable[[str], Hashable] | None = None
    """What tells beginnings apart of which the same comes: one of each is followed."""

    def first(self, length: int, closing: str, wanted: Callable[[str], bool], begun: str = "") -> str | None:
        """The smallest keys of a length that the pattern takes, begun and closed so, and that are wanted."""
        waiting = [begun]
        seen: set[Hashable] = set()
        while waiting and self.left:
            self.left -= 1
            prefix = waiting.pop()
            if self._seen(prefix, seen):
                continue
            if len(prefix) == length:
                if self._takes(prefix + closing) and wanted(prefix + closing):
                    return prefix + closing
            elif self._takes(prefix, partial=True):
                waiting += [prefix + key for key in reversed(self.keys)]
        return None

    def _seen(self, prefix: str, seen: set[Hashable]) -> bool:
        if self.apart is None:
            return False
        known = len(prefix), self.apart(prefix)
        new = known not in seen
        seen.add(known)
        return not new

    def _takes(self, text: str, *, partial: bool = False) -> bool:
        return bool(self.pattern.fullmatch(text, partial=partial, timeout=self.seconds))


def _lengths(entry: DtmfEntry) -> Iterator[tuple[int, str]]:
    """How many keys an accepted entry can have, and the `#` that is then one of its digits: few rows ask for that."""
    for closing in ("", "#") if entry.keeps_hash else ("",):
        for length in range(max(entry.low, 1), entry.high + 1):
            if entry.takes(KEYS[0] * length + closing):
                yield length, closing
