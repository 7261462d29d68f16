"""What was heard, as an expectation has it: words that belong to one session alone are left open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.model.call.wanted import Words
from simulator.webhooks.base.ids import tail

if TYPE_CHECKING:
    from simulator.running.dry_run import DryRun

GAP, MAYBE_NOTHING = ".+", ".*"
_SHORTEST = 4
"""Characters by which the end of an id is known; a backend that makes a number of a ticket takes no fewer."""


def marks(run: DryRun) -> str:
    """What the ids of a run's session end with, "" where there was none."""
    return tail(run.call.setting.seed)[-_SHORTEST:] if run.call is not None else ""


def asserted(said: str, mark: str = "", other: str | None = None) -> Words:
    """What was heard, as `hears` and `heard` take it: the text, or an expression for the whole of it.

    An expression is needed for words with `mark`, the end of the session's ids, and for those that differ in what the
    same call heard in another session (`other`). So is one where the text itself would be read as an expression.
    """
    between = "/" if "/" in said and not re.search(r"\s", said + (other or "")) else " "
    words, others = _words(said, between), _words(said if other is None else other, between)
    left_open = {at for at, word in enumerate(words) if mark and mark in word.casefold()}
    gap = GAP
    if others != words:
        differing = _differing(words, others)
        left_open |= set(differing)
        theirs = others[differing.start : len(others) - len(words) + differing.stop]
        gap = GAP if any(words[at] for at in differing) and any(theirs) else MAYBE_NOTHING
    if not left_open and not Words(said).is_pattern:
        return Words(said)
    parts: list[str] = []
    for at, word in enumerate(words):
        part = gap if at in left_open else re.escape(word)
        if part != gap or parts[-1:] != [gap]:
            parts.append(part)
    return Words(f"/^{between.join(parts)}$/")


def _words(said: str, between: str) -> list[str]:
    """The words of a text, or the steps of an address."""
    return " ".join(said.split()).split(between)


def _differing(words: list[str], others: list[str]) -> range:
    """From the first to the last word that differs; digits beside them are the same by chance, and go with them."""
    begin = _alike(words, others)
    end = min(_alike(words[::-1], others[::-1]), min(len(words), len(others)) - begin)
    while begin and (_by_chance(words[begin - 1]) or begin + end == min(len(words), len(others))):
        begin -= 1
    while end and (_by_chance(words[-end]) or begin + end == min(len(words), len(others))):
        end -= 1
    return range(begin, len(words) - end)


def _alike(words: list[str], others: list[str]) -> int:
    """How many words the two begin with alike."""
    pairs = enumerate(zip(words, others, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(words), len(others)))


def _by_chance(word: str) -> bool:
    return len(word) == 1 or any(map(str.isdigit, word))
