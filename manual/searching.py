"""The search of the site: a question in whole sentences finds what its telling words are on.

The theme asks for pages that have every word. Here the words that any question has are no words (the separator takes
them), and a page that has most of the others comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS = r"""[\s\-_,:!?=\[\]()\\"`/]"""
_SMALL = (
    "a|an|and|are|as|at|be|but|by|can|could|do|does|for|from|get|has|have|how|i|if|in|is|it|its|like|make|me|my|of|on|"
    "or|should|so|some|than|that|the|their|them|then|there|these|they|this|to|was|we|what|when|where|which|while|"
    "who|why|will|with|would|you|your"
)
_EVERY, _ANY = '"and",s=>({field:"*"', '"or",s=>({field:"*"'


def separator() -> str:
    """What stands between two words, as the theme's own and with the small words of a question."""
    small = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _SMALL.split("|"))
    return rf"{_SIGNS}+|\.(?!\d)|\b(?:{small})\b"


def ask_for_any_word(site: Path) -> None:
    """Let the site's worker take pages that have some of the words; raises ValueError where it is another worker."""
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    text = worker.read_text(encoding="utf-8")
    if text.count(_EVERY) != 1:
        raise ValueError(f"{worker.name} asks in another way than it did: see manual/searching.py")
    worker.write_text(text.replace(_EVERY, _ANY), encoding="utf-8")
