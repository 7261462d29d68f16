"""The parts of which a language's patterns are made, as texts of regular expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.announcing.language import Language

LETTER = r"[\w\u0900-\u0963]"
"""`\\w` alone leaves out the vowel signs of Devanagari."""

QUOTE = "[\"'“”‘’«»「」『』()\\[\\]]?"
STOP = r",.;:!?\n、。।"
NOTHING = r"(?!)"


def word(alternatives: str, *, unspaced: bool = False) -> str:
    """Any of these as whole words, if the language writes spaces between them; nothing at all where there are none."""
    if not alternatives:
        return NOTHING
    return f"(?:{alternatives})" if unspaced else rf"(?:(?<!{LETTER})(?:{alternatives})(?!{LETTER}))"


class Parts:
    """The parts for one language: a key, a list of keys, what may not follow them, and the items of a list."""

    def __init__(self, phrases: Language) -> None:
        self.given = phrases
        named = [(word, str(n)) for n, words in enumerate(phrases.numbers.split()) for word in words.split("/")]
        self.numbers = {word: key for word, key in named if word not in phrases.articles.split()}
        words = "|".join(sorted(self.numbers, key=len, reverse=True))
        self.one = (
            rf"(?:(?P<figures>[*#]?[0-9]{{1,3}})(?![0-9%°]|[.:][0-9])(?!{LETTER if not phrases.unspaced else '[a-z]'})"
            rf"|(?P<star>\*|{self.word(phrases.star)})|(?P<pound>#|{self.word(phrases.pound)})|(?P<word>{self.word(words)}))"
        )
        self.filler = rf"(?:{self.word(phrases.filler)}\s*)*"
        self.key = rf"(?:\s*{self.word(phrases.key)})?"
        single = re.sub(r"\?P<\w+>", "?:", self.one)
        self.single = f"{QUOTE}{single}{QUOTE}{self.key}"
        self.to = rf"\s*(?:{self.word(phrases.to)}|[-–—~〜])\s*"
        self.range = f"{self.single}{self.to}{self.filler}{self.single}"
        other = rf"(?!\s*+-?\s*+{self.word(phrases.other)}|\s?[€$£¥₫฿])"
        self.end = rf"(?!\s*+[-–—/]?\s*+[0-9])(?!{phrases.digits or NOTHING}){other}"

    def closing(self) -> str:
        """What asks for hash at the end, from the beginning of a word on."""
        return self.given.hash if self.given.unspaced else rf"(?<!{LETTER})(?:{self.given.hash})"

    def word(self, alternatives: str) -> str:
        """Any of these as whole words; nothing at all where there are none."""
        return word(alternatives, unspaced=self.given.unspaced)

    def keys(self) -> str:
        """A key, a range of keys or a list of them; nothing that it has taken is given back."""
        member = f"(?:{self.range}|{self.single})"
        more = rf"\s*+[,、/]\s*{self.filler}{self.single}"
        last = rf"\s*+,?\s*+{self.word(self.given.or_)}\s*{self.filler}{member}"
        return rf"(?P<keys>(?>{member}(?:(?:{more})*{last}|(?:{more})+(?=\s*(?:[.;!?。।]|$)))?))"

    def told(self) -> tuple[str, str]:
        """A question and the sentence after it that gives each answer a key, and one answer in it."""
        each = rf"{self.word(self.given.equals)}\s*{self.filler}(?P<keys>{self.single})"
        answer = rf"[^{STOP}0-9]{{1,40}}?{each.replace('?P<keys>', '?:')}"
        return rf"\?{answer}(?:\s*[,;]{answer})+(?=\s*(?:[.!;]|$))", each

    def items(self) -> tuple[str, ...]:
        """In a list: "2 for support", "for support, 2", and what the language adds."""
        given = self.given
        begin = rf"(?:^|[{STOP}]|{self.word(given.or_)})\s*+"
        key = rf"(?P<keys>{self.single})"
        purpose = self.word(given.purpose)
        first = rf"{begin}(?P<begin>){self.filler}{key}(?!{self.to}{self.single})\s*{purpose}"
        what = rf"[^{STOP}0-9]{{1,60}}?(?P<begin>)(?P<comma>\s*[,:、–-])?"
        after = rf"{begin}{purpose}{what}\s*{self.filler}{key}{self.end}"
        own = (rf"{key}(?:{given.item})(?P<end>)",) if given.item else ()
        return (first, after + rf"(?=\s*(?:[{STOP}]|$))", *own)
