"""What the reader of broken JSON knows while it reads, and what it says and assumes at each slip."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.loading.faults import syntax
from simulator.loading.json.places import TextPlaces
from simulator.loading.words import printable
from simulator.model.diagnostic import Fix

if TYPE_CHECKING:
    from simulator.loading.json.slips import TextEdit
    from simulator.loading.json.tokens import JsonToken
    from simulator.model.diagnostic import Finding

MOST = 50
"""Findings after which the reader gives up on a text."""

_CLOSER = {"{": "}", "[": "]"}


@define
class Container:
    """An object or list that is not closed yet; `names` holds an object's fields with the line of each."""

    opener: JsonToken
    names: dict[str, int] = field(factory=dict)

    @property
    def closer(self) -> str:
        """What closes it."""
        return _CLOSER[self.opener.text]

    @property
    def after_comma(self) -> str:
        """What may come after a comma in it."""
        return "name" if self.opener.text == "{" else "value"


class Recovery:
    """The state of a reader: open containers, what may come next, and the findings so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = TextPlaces(text)
        self._found: list[Finding] = []
        self._stack: list[Container] = []
        self._expect = "value"
        self._tokens: list[JsonToken] = []
        self._last: JsonToken | None = None
        """The token before this one, comments left out."""

    def _say(self, start: int, end: int, problem: str, edit: TextEdit | None = None) -> None:
        self._found.append(syntax(problem, self._places.span(start, end), self._fix(edit)))

    def _at(self, token: JsonToken, problem: str, edit: TextEdit | None = None) -> None:
        self._say(token.start, token.end, problem, edit)

    def _fix(self, edit: TextEdit | None) -> Fix | None:
        if edit is None:
            return None
        start, end, text = edit
        return Fix(self._places.span(start, end), text)

    def _name(self, token: JsonToken) -> None:
        """Remember a field's name, and say so where the object has it already."""
        try:
            name = json.loads(token.text) if token.kind == "string" else token.text.strip("'“”„")
        except ValueError:
            name = token.text
        names, line = self._stack[-1].names, self._places.place(token.start)[0]
        if name in names:
            self._at(token, f"the field `{printable(name)}` is given twice, first on line {names[name]}: keep one")
        names.setdefault(name, line)

    def _bridge(self, token: JsonToken) -> None:
        """Say which mark is missing between the token before and this one, and go on as if it were there."""
        before = self._last
        if self._expect == "more" and before:
            self._at(token, f"a comma is missing between `{printable(before.text)}` and `{printable(token.text)}`")
            self._expect = self._stack[-1].after_comma
        elif self._expect == "colon" and before:
            self._at(token, f"a colon is missing between `{printable(before.text)}` and `{printable(token.text)}`")
            self._expect = "value"

    def _mismatch(self, token: JsonToken) -> None:
        if not any(container.closer == token.text for container in self._stack):
            self._at(token, f"`{token.text}` closes nothing that is open: remove it")
            return
        while (container := self._stack.pop()).closer != token.text:
            line = self._places.place(container.opener.start)[0]
            self._at(
                token,
                f"`{token.text}` stands where `{container.closer}` was expected: "
                f"the `{container.opener.text}` of line {line} is not closed",
            )
        self._after_value()

    def _left_open(self) -> None:
        """Something was still expected when a closing bracket came."""
        last = self._last
        if last is None or self._expect in ("more", "first name", "first value"):
            return
        if last.text == ",":
            said = {fault.span for fault in self._found}  # of two commas, a value between them may be missing
            alone = self._places.span(last.start, last.end) not in said
            gone = (last.start, last.end, "") if alone else None
            self._at(last, "a comma stands before the closing bracket: remove it", gone)
        else:
            self._no_value(last)

    def _no_value(self, last: JsonToken) -> None:
        self._at(last, f"`{printable(last.text)}` is followed by no value: write one, `null` at the least")

    def _after_value(self) -> None:
        self._expect = "more" if self._stack else "end"

    def _inner_quote(self, token: JsonToken) -> bool:
        """Whether the string before ended at a quotation mark that was meant to be part of it."""
        before = self._last
        return before is not None and before.kind == "string" and before.end == token.start and token.kind != "mark"

    def _skip_quoted(self, at: int) -> int:
        """Go on after the quotation mark that ends the text, as far as can be told; returns its token."""
        first = self._tokens[at - 1]
        self._say(first.end - 1, first.end, 'a quotation mark stands inside a text: write `\\"` for it')
        while at + 1 < len(self._tokens):
            here, following = self._tokens[at], self._tokens[at + 1]
            ends = here.kind in ("string", "folded", "open") and here.text.endswith('"')
            if (ends and following.kind == "mark") or "\n" in self._text[here.end : following.start]:
                break
            at += 1
        return at

    def _finish(self) -> None:
        """What is still open at the end of the text."""
        end = len(self._text)
        if not self._tokens and not self._found:
            self._say(0, 0, "the body is empty: a JSON object with a `callflow` was expected")
        elif self._stack and len(self._found) < MOST:
            last = self._stack[-1].opener
            closers = "".join(container.closer for container in reversed(self._stack))
            line = self._places.place(last.start)[0]
            problem = f"the body ends here, and the `{last.text}` of line {line} is not closed: `{closers}` is missing"
            self._say(max(end - 1, 0), end, problem)
