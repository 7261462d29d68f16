"""A first look at a folded text: in which languages it can announce keys at all. Most prompts do so in one or none."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.announcing._parts import LETTER, Parts, word
from simulator.announcing.language import languages, phrases_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.announcing.language import Language

_WORD = re.compile(f"{LETTER}+")
_MAY_GO_ON = re.compile(r"\(\?: [^()]*\)\?$")
"""More words at the end, which need not be there."""


@frozen
class _Hints:
    """What announces a key in one language: single `words`, and `phrases`, which are no such word."""

    words: frozenset[str]
    phrases: tuple[str, ...]
    unspaced: bool
    phrase: re.Pattern[str]


def speaking(folded: str) -> tuple[str, ...]:
    """The languages in which a text has a key and a word that announces one, in the order of the alphabet."""
    if "#" in folded:
        said = set(_known())
    else:
        known = _by_word()
        said = {code for word in _WORD.findall(folded) if word in known for code in known[word]}
        if _phrased(folded):
            said |= {code for code, hints in _known().items() if hints.phrase.search(folded)}
    return tuple(code for code in sorted(said) if _key(code).search(folded))


def _phrased(folded: str) -> bool:
    """Whether some language has a phrase here: one look instead of many."""
    spaced, unspaced = _every_phrase()
    # No language without spaces writes a word in ASCII.
    return bool(spaced.search(folded) or not (folded.isascii() or unspaced.search(folded) is None))


@cache
def _known() -> dict[str, _Hints]:
    """Every language of which we know how it announces keys."""
    found = ((code, phrases_of(code)) for code in languages())
    return {code: _hints(phrases) for code, phrases in found if phrases is not None and phrases.press}


@cache
def _by_word() -> dict[str, list[str]]:
    """The languages that have a word."""
    found: dict[str, list[str]] = {}
    for code, hints in _known().items():
        for one in hints.words:
            found.setdefault(one, []).append(code)
    return found


def _hints(given: Language) -> _Hints:
    told = (given.press, given.dial, given.last, given.scale, given.equals, given.pound, given.purpose)
    every = [_MAY_GO_ON.sub("", one) for alternatives in filter(None, told) for one in _alternatives(alternatives)]
    words = frozenset() if given.unspaced else frozenset(filter(_WORD.fullmatch, every))
    phrases = tuple(one for one in every if one not in words)
    phrase = re.compile(word("|".join(phrases), unspaced=given.unspaced))
    return _Hints(words, phrases, given.unspaced, phrase)


@cache
def _key(code: str) -> re.Pattern[str]:
    """What names a key in a language."""
    phrases = phrases_of(code)
    assert phrases is not None  # it has hints
    return re.compile(Parts(phrases).one)


@cache
def _every_phrase() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The phrases of all languages: those with spaces between words, and those without."""
    known = _known().values()
    spaced, unspaced = (
        "|".join(phrase for hints in known if hints.unspaced is without for phrase in hints.phrases)
        for without in (False, True)
    )
    return re.compile(word(spaced)), re.compile(word(unspaced, unspaced=True))


def _alternatives(pattern: str) -> Iterator[str]:
    """What a regular expression puts between its outermost bars."""
    deep = begin = 0
    for at, sign in enumerate(pattern):
        deep += (sign in "([") - (sign in ")]")
        if sign == "|" and not deep:
            yield pattern[begin:at]
            begin = at + 1
    yield pattern[begin:]
