"""The form of a text: a regular expression that is compiled late."""

from __future__ import annotations

import re
from functools import cached_property


class Form:
    """A regular expression that is compiled when a value is first held against it: most keys are never used."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text, as that of a compiled pattern."""
        return self._compiled.fullmatch(text)
