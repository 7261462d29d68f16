"""What prompts say, by language: how many digits to enter, that hash ends the entry, that there is another try.

Every list is short on purpose: what it does not know it lets pass.
"""

from __future__ import annotations

import re
from functools import cache

from simulator.announcing.language import Language, phrases_of
from simulator.model.record import frozen

_SENTENCE = re.compile(r"[^.!?。！？]+")


@frozen
class _Patterns:
    hash: re.Pattern[str]
    again: re.Pattern[str]
    enter: re.Pattern[str]
    count: re.Pattern[str]
    numbers: dict[str, int]


def closing_hash(prompt: str, language: str) -> str:
    """The words of the prompt that ask for hash at the end of the entry, or an empty text."""
    known = _patterns(language)
    return _first(known.hash, prompt) if known else ""


def another_try(message: str, language: str) -> str:
    """The words of the message that promise another try, or an empty text."""
    known = _patterns(language)
    return _first(known.again, message) if known else ""


def digits_asked(prompt: str, language: str) -> tuple[tuple[int, int], ...]:
    """Every count of digits that the prompt asks for, as (fewest, most); 4 and 4 for "enter 4 digits"."""
    known = _patterns(language)
    if known is None:
        return ()
    asked = []
    for sentence in _SENTENCE.findall(prompt.lower()):
        for found in known.count.finditer(sentence) if known.enter.search(sentence) else ():
            high = _number(found["high"], known.numbers)
            asked.append((_number(found["low"], known.numbers) if found["low"] else high, high))
    return tuple(asked)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text.lower())
    return found.group().strip() if found else ""


def _number(word: str, numbers: dict[str, int]) -> int:
    return numbers[word] if word in numbers else int(word)


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
    closing, again, enter, asked = map(re.compile, (phrases.hash, phrases.again, phrases.enter, count))
    return _Patterns(closing, again, enter, asked, numbers)
