"""Keys that stand in texts and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 25
"""The most keys of an entry: the platform takes no more."""
LONGEST_TEXT = 4000
"""Characters of a text that is looked into."""

_KEYS = re.compile(r"[A-D]*[0-9*#][0-9*#A-D]*")
_PARTED = re.compile(r"[0-9*#+][-0-9*#+/.,:;|()\s]*")
_PART = re.compile(r"[0-9*#]+")
_DIGITS = re.compile(r"[0-9]+")
_SEQUENCE = "1234567890" * 3


def are_keys(text: str) -> bool:
    """Whether the whole text can be pressed; letters alone (BAD) are a word."""
    return len(text) <= LONGEST and bool(_KEYS.fullmatch(text))


def whole(text: str) -> Iterator[str]:
    """The keys that a text is: itself, or what signs part (12/34, +65 6234 5678), all of it and each part."""
    text = text[:LONGEST_TEXT].strip()
    if are_keys(text):
        yield text
    elif _PARTED.fullmatch(text):
        parts = _PART.findall(text)
        yield from filter(are_keys, ("".join(parts), *parts))


def within(text: str) -> Iterator[str]:
    """The digits that stand among other words."""
    yield from filter(are_keys, _DIGITS.findall(text[:LONGEST_TEXT]))


def of_length(length: int) -> str:
    """Some keys where the length is all that counts."""
    return _SEQUENCE[:length]


def of_number(number: int) -> Iterator[str]:
    """A number as it is pressed; a negative one, or one that is too long, cannot be."""
    if 0 <= number < 10**LONGEST:
        yield str(number)
