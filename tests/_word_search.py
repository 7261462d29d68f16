"""A plain search over Markdown pages: words of titles, headings and text, their stems, sections as documents."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_SMALL = (
    "a an and are as at be but by can could do does for from get has have how i if in is it its like make me my of on "
    "or should so some than that the their them then there these they this to was we what when where which while "
    "who why will with would you your"
)
SMALL = frozenset(_SMALL.split())
"""Words of any question; they tell nothing."""
_WORD = re.compile(r"-\d{4}|[^\W_]+")
_ENDINGS = ("ingly", "ings", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s", "e")
TITLE, HEADING = 1, 4
"""How often a word of the page's title, and of the section's heading, counts."""
_SATURATES, _LONG = 1.2, 0.75


@frozen
class Section:
    """A heading with what stands below it, and how often it has each stem."""

    page: str
    heading: str
    stems: Counter[str]


def stem(word: str) -> str:
    """A word without its ending, where enough is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def stems(text: str) -> list[str]:
    """The stems of a text, without its small words."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in SMALL]


def sections(page: Path) -> list[Section]:
    """Those of a page; what stands above its first heading of the second rank belongs to the title."""
    title, *parts = re.split(r"^##+ ", page.read_text(encoding="utf-8"), flags=re.M)
    name = title.partition("\n")[0].removeprefix("# ")
    found = []
    for part in (title.removeprefix("# "), *parts):
        heading, _, text = part.partition("\n")
        counted = Counter(stems(text) + stems(heading) * HEADING + stems(name) * TITLE)
        found.append(Section(page.name, heading, counted))
    return found


def search(question: str, documents: Sequence[Section]) -> list[Section]:
    """All sections that have a word of the question, the best first (BM25)."""
    asked = set(stems(question))
    usual = sum(document.stems.total() for document in documents) / len(documents)
    rarity = {word: _rarity(word, documents) for word in asked}

    def score(document: Section) -> float:
        length = 1 - _LONG + _LONG * document.stems.total() / usual
        counts: Iterable[tuple[str, int]] = ((word, document.stems[word]) for word in asked)
        return sum(rarity[word] * count * (_SATURATES + 1) / (count + _SATURATES * length) for word, count in counts)

    return sorted((one for one in documents if score(one) > 0), key=score, reverse=True)


def _rarity(word: str, documents: Sequence[Section]) -> float:
    holding = sum(1 for document in documents if document.stems[word])
    return math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
