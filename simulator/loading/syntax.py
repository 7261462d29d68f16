"""Every syntax fault of a body in one run: a reader that goes on after each, and says what it found.

Our own and not a general parser, because only one that knows the usual slips (a comment, a trailing comma,
single quotes, a forgotten quote) can name them, and can go on as the writer meant it. It is used only
where the standard library has already refused the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.loading._faults import syntax
from simulator.loading._places import Places
from simulator.loading._scalars import problems
from simulator.loading._tokens import Token, tokens
from simulator.loading._words import printable

if TYPE_CHECKING:
    from simulator.model.diagnostic import Finding

MOST = 50
"""Findings after which the reader gives up on a text."""

_CLOSER = {"{": "}", "[": "]"}


@define
class _Container:
    """An object or list that is not closed yet; `names` holds an object's fields with the line of each."""

    opener: Token
    names: dict[str, int] = field(factory=dict)

    @property
    def closer(self) -> str:
        return _CLOSER[self.opener.text]

    @property
    def after_comma(self) -> str:
        return "name" if self.opener.text == "{" else "value"


def syntax_faults(text: str) -> tuple[Finding, ...]:
    """What keeps a text from being JSON, in the order of the text; nothing where nothing does."""
    return tuple(_Reader(text).read()[:MOST])


class _Reader:
    """Walks the tokens with a stack of open containers and one word for what may come next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = Places(text)
        self._found: list[Finding] = []
        self._stack: list[_Container] = []
        self._expect = "value"
        self._tokens: list[Token] = []
        self._last: Token | None = None
        """The token before this one, comments left out."""

    def read(self) -> list[Finding]:
        for token in tokens(self._text):
            if token.kind == "comment":
                self._say(
                    token.start, token.end, f"`{printable(token.text)}` is a comment, and JSON has none: remove it"
                )
            else:
                self._tokens.append(token)
        at = 0
        while at < len(self._tokens) and len(self._found) < MOST:
            at = self._take(at)
        self._finish()
        return sorted(self._found, key=lambda fault: (fault.span.line, fault.span.column) if fault.span else (0, 0))

    def _say(self, start: int, end: int, problem: str) -> None:
        self._found.append(syntax(problem, self._places.span(start, end)))

    def _at(self, token: Token, problem: str) -> None:
        self._say(token.start, token.end, problem)

    def _take(self, at: int) -> int:
        """One token, in the light of what was expected; returns where to go on."""
        token = self._tokens[at]
        if self._expect == "end":
            self._at(token, f"`{printable(token.text)}` stands after the end of the body: remove it")
            return len(self._tokens)
        if self._expect == "more" and self._inner_quote(token):
            at = self._skip_quoted(at)
        elif token.kind != "mark":
            self._scalar(token)
        elif token.text in "{[":
            self._open(token)
        elif token.text in "}]":
            self._close(token)
        elif token.text == ",":
            self._comma(token)
        else:
            self._colon(token)
        self._last = self._tokens[at]
        return at + 1

    # What a token does -------------------------------------------------------------------------------

    def _scalar(self, token: Token) -> None:
        self._bridge(token)
        named = self._expect in ("name", "first name")
        for start, end, problem in problems(token, name=named):
            self._say(start, end, problem)
        if named:
            self._name(token)
            self._expect = "colon"
        else:
            self._after_value()

    def _name(self, token: Token) -> None:
        """Remember a field's name, and say so where the object has it already."""
        try:
            name = json.loads(token.text) if token.kind == "string" else token.text.strip("'“”„")
        except ValueError:
            name = token.text
        names, line = self._stack[-1].names, self._places.place(token.start)[0]
        if name in names:
            self._at(token, f"the field `{printable(name)}` is given twice, first on line {names[name]}: keep one")
        names.setdefault(name, line)

    def _open(self, token: Token) -> None:
        self._bridge(token)
        if self._expect in ("name", "first name"):
            self._at(token, f"`{token.text}` stands where the name of a field was expected: give it a name")
        self._stack.append(_Container(token))
        self._expect = "first name" if token.text == "{" else "first value"

    def _bridge(self, token: Token) -> None:
        """Say which mark is missing between the token before and this one, and go on as if it were there."""
        before = self._last
        if self._expect == "more" and before:
            self._at(token, f"a comma is missing between `{printable(before.text)}` and `{printable(token.text)}`")
            self._expect = self._stack[-1].after_comma
        elif self._expect == "colon" and before:
            self._at(token, f"a colon is missing between `{printable(before.text)}` and `{printable(token.text)}`")
            self._expect = "value"

    def _close(self, token: Token) -> None:
        self._left_open()
        if self._stack and self._stack[-1].closer == token.text:
            self._stack.pop()
            self._after_value()
        else:
            self._mismatch(token)

    def _mismatch(self, token: Token) -> None:
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
            self._at(last, "a comma stands before the closing bracket: remove it")
        else:
            self._no_value(last)

    def _comma(self, token: Token) -> None:
        if self._expect in ("value", "colon") and self._last and self._last.text != "," and self._stack:
            self._no_value(self._last)
        elif self._expect != "more":
            self._at(token, "a comma stands where nothing came before it: remove it, or add what is missing")
            return
        self._expect = self._stack[-1].after_comma if self._stack else "value"

    def _colon(self, token: Token) -> None:
        if self._expect != "colon":
            self._at(token, "a colon stands where none was expected: it only stands between a name and its value")
        if self._stack:
            self._expect = "value"

    def _no_value(self, last: Token) -> None:
        self._at(last, f"`{printable(last.text)}` is followed by no value: write one, `null` at the least")

    def _after_value(self) -> None:
        self._expect = "more" if self._stack else "end"

    # Quotation marks inside a text -------------------------------------------------------------------

    def _inner_quote(self, token: Token) -> bool:
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
        elif self._expect == "value" and not self._found:
            self._say(0, end, "the body has no value: a JSON object with a `callflow` was expected")
