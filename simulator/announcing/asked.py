"""What prompts say, by language: how many digits to enter, that hash ends the entry, that there is another try.

Every list is short on purpose: what it does not know it lets pass.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from simulator.announcing._folding import fold
from simulator.announcing._parts import NOTHING, Parts, word
from simulator.announcing.language import Language, languages, phrases_of
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^.!?。！？]+")


@frozen
class _Patterns:
    hash: re.Pattern[str]
    again: re.Pattern[str]
    enter: re.Pattern[str]
    count: re.Pattern[str]
    digits: re.Pattern[str]
    done: re.Pattern[str]
    anytime: re.Pattern[str]
    number: re.Pattern[str]
    numbers: dict[str, int]


@frozen
class Count:
    """A number of digits that a prompt asks for, `low` to `high` of them, and where it says so."""

    low: int
    high: int
    start: int
    end: int


def closing_hash(prompt: str, language: str) -> str:
    """The words of the prompt that ask for hash at the end of the entry, or an empty text."""
    known = _patterns(language)
    return _first(known.hash, prompt) if known else ""


def another_try(message: str, language: str) -> str:
    """The words of the message that promise another try, or an empty text."""
    known = _patterns(language)
    return _first(known.again, message) if known else ""


def counts_asked(prompt: str, language: str) -> tuple[Count, ...]:
    """Every count of digits that the prompt asks for; 4 to 4 for "enter 4 digits"."""
    known, (folded, places) = _patterns(language), fold(prompt)
    # Most prompts speak of no digits, which is quickly seen: no phrase for them needs what another sentence says.
    return () if known is None or not known.digits.search(folded) else tuple(_counts(folded, places, known))


def numbers_in(words: str, language: str) -> tuple[int, ...]:
    """Where these words have numbers, in figures or in words."""
    known, (folded, places) = _patterns(language), fold(words)
    return () if known is None else tuple(places[found.start()] for found in known.number.finditer(folded))


def asks(words: str, language: str) -> bool:
    """Whether these words ask for an entry, or for a number of digits."""
    known, folded = _patterns(language), fold(words)[0]
    return known is not None and bool(known.enter.search(folded) or known.count.search(folded))


def says_done(words: str, language: str) -> bool:
    """Whether these words say that somebody is ready."""
    known = _patterns(language)
    return known is not None and bool(known.done.search(fold(words)[0]))


def for_later(words: str, language: str) -> bool:
    """Whether these words say that something can be done at any time."""
    known = _patterns(language)
    return known is not None and bool(known.anytime.search(fold(words)[0]))


def names_hash(text: str) -> bool:
    """Whether a text speaks of the hash key, in whatever language that we know."""
    anywhere, as_words = _every_pound()
    folded = fold(text)[0]
    return anywhere.search(folded) is not None and as_words.search(folded) is not None


def _counts(folded: str, places: tuple[int, ...], known: _Patterns) -> Iterator[Count]:
    for sentence in _SENTENCE.finditer(folded):
        if not known.enter.search(sentence.group()):
            continue
        for found in known.count.finditer(sentence.group()):
            high = _number(found["high"], known.numbers)
            low = _number(found["low"], known.numbers) if found["low"] else high
            start, end = (places[sentence.start() + at] for at in found.span())
            yield Count(low, high, start, end)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(fold(text)[0])
    return found.group().strip() if found else ""


def _number(word: str, numbers: dict[str, int]) -> int:
    return numbers[word] if word in numbers else int(word)


@cache
def _every_pound() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names hash in any language: anywhere, which is a quick look, and as words of their own."""
    known = [(one.pound, one.unspaced) for code in languages() if (one := phrases_of(code)) and one.pound]
    words = (word(pound, unspaced=unspaced) for pound, unspaced in dict.fromkeys(known))
    return re.compile("|".join(("#", *(pound for pound, _ in known)))), re.compile("|".join(("#", *words)))


@cache
def _patterns(language: str) -> _Patterns | None:
    """The phrases of a language, compiled when the first prompt in it is read."""
    phrases = phrases_of(language)
    return None if phrases is None else _compiled(phrases)


def _compiled(phrases: Language) -> _Patterns:
    numbers = {word: n for n, words in enumerate(phrases.numbers.split()) if n for word in words.split("/")}
    one = "|".join((r"[0-9]{1,2}", *sorted(numbers, key=len, reverse=True)))
    before = "" if phrases.unspaced else r"\b"
    between = rf"\s*(?:{phrases.to}|{phrases.or_}|[-–〜])\s*"
    count = rf"{before}(?:(?P<low>{one}){between})?{before}(?P<high>{one})(?:{phrases.digits})"
    done, anytime = (word(one or NOTHING, unspaced=phrases.unspaced) for one in (phrases.done, phrases.anytime))
    every = (Parts(phrases).closing(), phrases.again, phrases.enter, count)
    closing, again, enter, asked = map(re.compile, every)
    named = [word for word in numbers if word not in phrases.articles.split()]
    number = re.compile(rf"{before}(?:{'|'.join(('[0-9]+', *sorted(named, key=len, reverse=True)))}){before}")
    digits = re.compile(phrases.digits)
    return _Patterns(closing, again, enter, asked, digits, re.compile(done), re.compile(anytime), number, numbers)
