"""The phrases of a language put together into the patterns that find keys in a folded text."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from simulator.announcing._parts import NOTHING, QUOTE, STOP, Parts
from simulator.announcing.language import phrases_of


@frozen
class Patterns:
    """One language, compiled. The group `keys` is what names them; `dial` is set where the verb is a weak one.

    `strong` find a key by its verb, `scale` a range by what asks for it, `told` a question with its answers and one
    of them, `items` what only a list makes a key, `closing` what asks for hash at the end. A text without `listing`, or
    without `pound`, has no such item, or no such end.
    """

    one: re.Pattern[str]
    numbers: dict[str, str]
    between: re.Pattern[str]
    strong: tuple[re.Pattern[str], ...]
    scale: re.Pattern[str]
    told: tuple[re.Pattern[str], re.Pattern[str]]
    items: tuple[re.Pattern[str], ...]
    listing: re.Pattern[str]
    closing: re.Pattern[str]
    pound: re.Pattern[str]
    follow: re.Pattern[str]
    never: re.Pattern[str]
    purpose: re.Pattern[str]
    polite: re.Pattern[str]
    joint: re.Pattern[str]
    skip: re.Pattern[str]
    unspaced: bool
    bare: bool


@cache
def patterns_of(code: str) -> Patterns:
    """The patterns of a language of which we know how it announces keys."""
    phrases = phrases_of(code)
    assert phrases is not None  # nobody speaks a language without a data file
    return _compiled(Parts(phrases))


def _compiled(parts: Parts) -> Patterns:
    given, compiled, word = parts.given, re.compile, parts.word
    verb = word(f"{given.press or NOTHING}|(?P<dial>{given.dial or NOTHING})")
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
        listing=compiled("" if given.item else given.purpose or NOTHING),
        closing=compiled(parts.closing()),
        pound=compiled(f"#|{given.pound or NOTHING}"),
        follow=compiled(rf"\s*(?:$|[{STOP})\]\"”»]|[-–—]\s|{word(f'{given.purpose}|{given.or_}|{given.follow}')})"),
        never=compiled(rf"{word(given.never)}\s*$"),
        purpose=compiled(rf"\s*{word(given.purpose)}\s*"),
        polite=compiled(rf"[\s,]*(?:{word(given.polite)}|{word(given.or_)})$"),
        joint=compiled(rf"[\s,]*{word(given.or_)}$"),
        skip=compiled(rf"(?:{QUOTE}\s*{word(given.aside)})*"),
        unspaced=given.unspaced,
        bare=given.bare,
    )
