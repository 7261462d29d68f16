"""`-k TEXT` and `--tag TEXT`: the scenarios that a text names, with `and`, `or`, `not` and brackets as in pytest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    takes = _Choice("-k", text, _part).expression()
    return [one for one in scenarios if takes(_folded(one.id))]


def tagged(texts: Sequence[str], scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Those that one of the texts takes by their tags, all where there is no text. Raises UsageError."""
    takes = [_tags(text).expression() for text in texts]
    return [one for one in scenarios if not takes or any(each(_lines(one.tags)) for each in takes)]


def unknown_tags(texts: Sequence[str], scenarios: Sequence[Scenario]) -> list[str]:
    """A sentence for each tag in the texts that no scenario has."""
    known = {tag for one in scenarios for tag in one.tags}
    asked = dict.fromkeys(word for text in texts for word in _tags(text).words)
    return [_unknown(tag, known) for tag in asked if tag not in known]


def _unknown(tag: str, known: set[str]) -> str:
    near = nearest(tag, sorted(known), 1)
    hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(sorted(known)) or 'none'}"
    return f'no scenario has the tag "{tag}": {hint}'


def _tags(text: str) -> _Choice:
    return _Choice("--tag", text, lambda word: lambda tags: f"\n{word}\n" in tags, several=False)


def _lines(tags: Iterable[str]) -> str:
    return "".join(["\n", *(f"{tag}\n" for tag in tags)])


def _part(words: str) -> Takes:
    wanted = _folded(words)
    return lambda name: wanted in name


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


class _Choice:
    """Reads a text from left to right; a sign is one of `_SIGNS`, everything else a part of a name."""

    def __init__(self, option: str, text: str, leaf: Callable[[str], Takes], several: bool = True) -> None:
        self._option, self._text, self._leaf, self._several, self._at = option, text, leaf, several, 0
        self._tokens = [(one["sign"] or one["word"] or "", one["double"] or one["single"] or "") for one in _all(text)]

    @property
    def words(self) -> list[str]:
        """Everything that is no sign."""
        return ["".join(token) for token in self._tokens if token[0] not in _SIGNS]

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
        if len(words) > 1 and not self._several:
            raise self._fault(f"`and` or `or` is missing between `{words[0]}` and `{words[1]}`")
        return self._leaf(" ".join(words))

    def _sign(self, sign: str) -> bool:
        here = self._at < len(self._tokens) and self._tokens[self._at][0] == sign
        self._at += here
        return here

    def _place(self) -> str:
        return f"before `{self._tokens[self._at][0]}`" if self._at < len(self._tokens) else "at the end"

    def _fault(self, what: str) -> UsageError:
        words, one = ("words of names", "name") if self._several else ("tags", "tag")
        return UsageError(
            f'{self._option} "{self._text}": {what}: expected {words} with and, or, not and brackets; '
            f"write a {one} that holds one of these in quotes of its own"
        )


def _all(text: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text))
