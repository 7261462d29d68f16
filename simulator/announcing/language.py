"""The phrases of one language, read from its data file when the first prompt in it is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

_FOLDER = Path(__file__).parent / "languages"

_ALIASES = {"fil": "tl", "cmn": "zh", "yue": "zh", "in": "id"}
"""Codes by which voices name a language, or one that is written alike."""


@frozen
class Language:
    """One language. Every text but `numbers` and `articles` is a regular expression over lower-case text, or empty.

    `numbers` names 0, 1, 2 ... in order, spellings apart by `/`; `articles` are those of them that name no key.
    `digits` follows a count of digits, `to` stands in a range and `or_` in a choice. `press` takes a key as its
    object, `dial` takes other things as well, `last` follows its key, `scale` asks for a number in a range.
    `filler` stands between a verb and its key, `key` right after a key, `aside` between a key and its purpose.
    `purpose` begins what a key is for, `polite` stands between a purpose and its verb. `follow` comes after a
    number that is a key, `other` makes it something else, `never` comes before numbers that are none, `item`
    makes a number a key where others are announced, `equals` does after a question ("Which day? Monday is 1, ...").
    `done` is in what a hash is for that ends an entry, `anytime` after a key that is for later ("at any time").

    `unspaced`: the language writes no spaces between words; `bare`: what a key is for needs no `purpose` before it.
    """

    hash: str
    again: str
    enter: str
    digits: str
    numbers: str
    to: str
    or_: str
    articles: str = ""
    press: str = ""
    dial: str = ""
    last: str = ""
    scale: str = ""
    star: str = ""
    pound: str = ""
    filler: str = ""
    key: str = ""
    purpose: str = ""
    polite: str = ""
    aside: str = ""
    follow: str = ""
    other: str = ""
    never: str = ""
    item: str = ""
    equals: str = ""
    done: str = ""
    anytime: str = ""
    unspaced: bool = False
    bare: bool = False


@cache
def languages() -> tuple[str, ...]:
    """Every language that has a data file, by its code, in the order of the alphabet."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def code_of(language: str) -> str:
    """The code of a language's data file, also where a voice has another for it."""
    return _ALIASES.get(language, language)


@cache
def phrases_of(language: str) -> Language | None:
    """The phrases of a language, or None where we have none."""
    code = code_of(language)
    if code not in languages():
        return None
    table = data_of(code)
    base = data_of(table["like"])["phrases"] if "like" in table else {}
    return Language(**base | table["phrases"])


def data_of(code: str) -> dict[str, Any]:
    """The whole data file of a language: `phrases`, and the sentences `announcing` and `silent`."""
    import tomllib

    return tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
