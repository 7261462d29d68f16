"""Text as the patterns want it: lower case, composed, plain digits; and the way back to the text as written."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import decimal, normalize

_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
"""A letter with its accents, however they were typed."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@lru_cache(maxsize=64)
def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its places, and its end, the place in `text`."""
    if text.isascii():
        return text.lower(), tuple(range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        plain = _plain(cluster.group())
        folded.append(plain)
        places.extend([cluster.start()] * len(plain))
    return "".join(folded), (*places, len(text))


def _plain(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower()
    composed = normalize("NFC", cluster).translate(_FULL_WIDTH)
    return "".join(str(decimal(character, character)) for character in composed.lower())
