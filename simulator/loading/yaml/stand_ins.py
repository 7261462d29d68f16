"""Signs that the YAML parsers take for line breaks or leave out of their count, and YAML 1.2 for parts of a text.

U+0085, U+2028, U+2029 and a byte order mark inside a file: others stand in for them while the text is parsed.
"""

from __future__ import annotations

import re

_FALSE_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
_PRIVATE = range(0xFFFFD, 0xF0000, -1)
"""What stands in: signs for private use, which mean nothing to any parser."""


def stand_in(text: str) -> tuple[str, dict[int, str]]:
    """The text with other signs in their place, as many as there were, and what each of those stands for."""
    if text.isascii() or not (found := _FALSE_BREAKS.findall(text)):
        return text, {}
    lower = text.lower()
    free = (chr(one) for one in _PRIVATE if chr(one) not in text and f"{one:x}" not in lower)
    taken = dict(zip(sorted(set(found)), free, strict=False))
    return text.translate(str.maketrans(taken)), {ord(sign): meant for meant, sign in taken.items()}
