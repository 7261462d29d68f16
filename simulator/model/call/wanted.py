"""What should be heard, or must not be: a part of a prompt, or a regular expression that is found in it."""

from __future__ import annotations

from functools import cached_property

from simulator.model.kept import remembered
from simulator.model.pattern import Pattern
from simulator.model.record import frozen


@remembered(8192)
def fold(text: str) -> str:
    """A text as `hears` compares it: case and white space folded."""
    return " ".join(text.casefold().split())


@frozen(slots=False)
class Words:
    """What should be heard: a part of a prompt, or `/a regular expression/` that is found in it."""

    text: str

    @property
    def is_pattern(self) -> bool:
        """Whether it is written between slashes."""
        return len(self.text) > 2 and self.text[0] == self.text[-1] == "/"

    @cached_property
    def _pattern(self) -> Pattern | None:
        return Pattern(self.text[1:-1], fold=True) if self.is_pattern else None

    @cached_property
    def _part(self) -> str:
        return fold(self.text)

    def is_all_of(self, said: str) -> bool:
        """Whether it is the whole of what was said; an expression needs to be found in it.

        Raises re.error where the expression is none, and EndlessPatternError.
        """
        return self.found_in(said) if self._pattern is not None else self._part == fold(said)

    def found_in(self, said: str) -> bool:
        """Whether what was said has it. Raises re.error where the expression is none, and EndlessPatternError."""
        if self._pattern is not None:
            return self._pattern.search(" ".join(said.split()))
        return self._part in fold(said)
