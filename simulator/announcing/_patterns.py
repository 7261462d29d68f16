"""The phrases of a language put together into the patterns that find keys in a folded text."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from simulator.announcing._parts import NOTHING, QUOTE, STOP, Parts
from simulator.announcing.language import languages, phrases_of


@frozen
class Patterns:
    """One language, compiled. The group `keys` is what names them; `dial` is set where the verb is a weak one.

    `strong` find a key by its verb, `scale` a range by what asks for it, `told` a question with its answers and one
    of them, `items` what only a list makes a key.
    """

    one: re.Pattern[str]
    numbers: dict[str, str]
    between: re.Pattern[str]
    strong: tuple[re.Pattern[str], ...]
    scale: re.Pattern[str]
    told: tuple[re.Pattern[str], re.Pattern[str]]
    items: tuple[re.Pattern[str], ...]
    closing: re.Pattern[str]
    follow: re.Pattern[str]
    never: re.Pattern[str]
    purpose: re.Pattern[str]
    polite: re.Pattern[str]
    joint: re.Pattern[str]
    skip: re.Pattern[str]
    unspaced: bool
    bare: bool


@frozen
class _Hints:
    number: re.Pattern[str]
    words: re.Pattern[str]


def may_announce(folded: str, code: str) -> bool:
    """Whether it is worth compiling the patterns of a language for this text: a key and a word to announce it."""
    hints = _hints(code)
    return hints is not None and bool(hints.number.search(folded) and hints.words.search(folded))


def mixed(folded: str, code: str) -> bool:
    """Whether a text has a word that announces keys in another language than this one: one look instead of many."""
    return bool(_elsewhere(code).search(folded))


@cache
def _elsewhere(code: str) -> re.Pattern[str]:
    hints = [found.words.pattern for other in languages() if other != code and (found := _hints(other))]
    return re.compile("|".join(f"(?:{pattern})" for pattern in hints))


@cache
def _hints(code: str) -> _Hints | None:
    given = phrases_of(code)
    if given is None or not given.press:
        return None
    parts = Parts(given)
    words = (given.press, given.dial, given.last, given.scale, given.equals, given.pound, given.purpose)
    return _Hints(re.compile(parts.one), re.compile("#|" + parts.word("|".join(filter(None, words)))))


@cache
def patterns_of(code: str) -> Patterns | None:
    """The patterns of a language, or None where we do not know how it announces keys."""
    phrases = phrases_of(code)
    return None if phrases is None or not phrases.press else _compiled(Parts(phrases))


def _compiled(parts: Parts) -> Patterns:
    given, compiled, word = parts.given, re.compile, parts.word
    verb = rf"(?:{word(given.press)}|(?P<dial>{word(given.dial)}))"
    strong = [rf"{verb}\s*+:?\s*+{parts.filler}{parts.keys()}{parts.end}"]
    if given.last:
        strong.append(rf"(?<![0-9a-z.,]){parts.filler}{parts.keys()}{parts.end}\s*(?:{given.last})(?P<end>)")
    question, answer = parts.told()
    return Patterns(
        one=compiled(parts.one),
        numbers=parts.numbers,
        between=compiled(f"{QUOTE}{parts.key}{parts.to}{parts.filler}{QUOTE}"),
        strong=tuple(map(compiled, strong)),
        scale=compiled(rf"{word(given.scale)}\s*{parts.filler}(?P<keys>{parts.range})(?!{given.digits or NOTHING})"),
        told=(compiled(question), compiled(answer)),
        items=tuple(map(compiled, parts.items())),
        closing=compiled(given.hash),
        follow=compiled(rf"\s*(?:$|[{STOP})\]\"”»]|[-–—]\s|{word(f'{given.purpose}|{given.or_}|{given.follow}')})"),
        never=compiled(rf"{word(given.never)}\s*$"),
        purpose=compiled(rf"\s*{word(given.purpose)}\s*"),
        polite=compiled(rf"[\s,]*(?:{word(given.polite)}|{word(given.or_)})$"),
        joint=compiled(rf"[\s,]*{word(given.or_)}$"),
        skip=compiled(rf"(?:{QUOTE}\s*{word(given.aside)})*"),
        unspaced=given.unspaced,
        bare=given.bare,
    )
