"""A regular expression of the user: it is asked, and stopped where it would think for ever.

Python's `re` cannot be stopped from here, so an expression that can be read in several ways is given to `regex`, which
takes a time limit and reads it alike, unless the text is so short that it cannot matter.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from simulator.errors import EndlessPatternError

SECONDS = 0.5
"""Seconds of the processor that an expression may think about one text."""
SHORT = 12
"""Characters of a text about which no expression thinks long."""

ESCAPED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]", re.DOTALL)
"""What stands behind a backslash, and a whole class of characters."""
_CHOICES = re.compile(r"[*+?{|]")
_REPEATS = re.compile(r"[*+{]")


class Pattern:
    """The expression `text`, without slashes. Raises re.error where it is none."""

    def __init__(self, text: str, *, fold: bool = False) -> None:
        self.text = text
        self._fold = fold
        self._plain = re.compile(text, re.IGNORECASE if fold else 0)
        bare = ESCAPED.sub("x", text)
        self._free = bool(_REPEATS.search(bare)) and len(_CHOICES.findall(bare)) > 1
        self._endless = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and (self.text, self._fold) == (other.text, other._fold)

    def __hash__(self) -> int:
        return hash((self.text, self._fold))

    def search(self, text: str) -> bool:
        """Whether it is found in a text. Raises EndlessPatternError."""
        if self._free and len(text) > SHORT:
            return self._bounded("search", text)
        return self._plain.search(text) is not None

    def fullmatch(self, text: str) -> bool:
        """Whether it takes a text as a whole. Raises EndlessPatternError."""
        if self._free and len(text) > SHORT:
            return self._bounded("fullmatch", text)
        return self._plain.fullmatch(text) is not None

    def _bounded(self, what: str, text: str) -> bool:
        if self._endless:
            raise EndlessPatternError(self.text, SECONDS)
        if self._careful is None:
            return getattr(self._plain, what)(text) is not None
        try:
            return getattr(self._careful, what)(text, timeout=SECONDS) is not None
        except TimeoutError:
            self._endless = True
            raise EndlessPatternError(self.text, SECONDS) from None

    @cached_property
    def _careful(self) -> Any:
        """The expression as `regex` reads it; None where it does not."""
        import regex

        try:
            return regex.compile(self.text, regex.IGNORECASE if self._fold else 0)
        except regex.error:
            return None
