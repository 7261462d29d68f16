"""`-k TEXT`: the scenarios that a text names, with `and`, `or`, `not` and brackets as in pytest's option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.model.scenario.scenario import Scenario

    Takes = Callable[[str], bool]

_TOKEN = re.compile(r""" *(?:(?P<sign>[()])|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()]+))\s*""")
_SIGNS = ("and", "or", "not", "(", ")")


def named(text: str, scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Those whose whole name is the text; where there is none, those whose file or name fits it. Raises UsageError.

    Words without a sign between them are looked for together, in letters of any case.
    """
    if not text.strip():
        return list(scenarios)
    exactly = [one for one in scenarios if text in (one.name, one.id)]
    if exactly:
        return exactly
    takes = _Choice(text).expression()
    return [one for one in scenarios if takes(_folded(one.id))]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


class _Choice:
    """Reads a text from left to right; a sign is one of `_SIGNS`, everything else a part of a name."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._tokens = [(one["sign"] or one["word"] or "", one["double"] or one["single"] or "") for one in _all(text)]

    def expression(self) -> Takes:
        """The whole text."""
        found = self._any()
        if self._at < len(self._tokens):
            raise self._fault(f"`{self._tokens[self._at][0]}` has no beginning")
        return found

    def _any(self) -> Takes:
        found = [self._all()]
        while self._sign("or"):
            found.append(self._all())
        return lambda name: any(takes(name) for takes in found)

    def _all(self) -> Takes:
        found = [self._one()]
        while self._sign("and"):
            found.append(self._one())
        return lambda name: all(takes(name) for takes in found)

    def _one(self) -> Takes:
        if self._sign("not"):
            no = self._one()
            return lambda name: not no(name)
        if self._sign("("):
            found = self._any()
            if not self._sign(")"):
                raise self._fault("a bracket is not closed")
            return found
        words: list[str] = []
        while self._at < len(self._tokens) and self._tokens[self._at][0] not in _SIGNS:
            words.append("".join(self._tokens[self._at]))
            self._at += 1
        if not words:
            raise self._fault(f"a name is missing {self._place()}")
        wanted = _folded(" ".join(words))
        return lambda name: wanted in name

    def _sign(self, sign: str) -> bool:
        here = self._at < len(self._tokens) and self._tokens[self._at][0] == sign
        self._at += here
        return here

    def _place(self) -> str:
        return f"before `{self._tokens[self._at][0]}`" if self._at < len(self._tokens) else "at the end"

    def _fault(self, what: str) -> UsageError:
        return UsageError(
            f'-k "{self._text}": {what}: expected words of names with and, or, not and brackets; '
            "write a name that holds one of these in quotes of its own"
        )


def _all(text: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text))
