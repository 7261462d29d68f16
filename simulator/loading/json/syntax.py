"""Every syntax fault of a body in one run: a reader that goes on after each, and says what it found.

Our own and not a general parser, because only one that knows the usual slips (a comment, a trailing comma,
single quotes, a forgotten quote) can name them, and can go on as the writer meant it. It is used only
where the standard library has already refused the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.json.recovery import MOST, Container, Recovery
from simulator.loading.json.scalars import problems
from simulator.loading.json.slips import as_json, without_comment
from simulator.loading.json.tokens import JsonToken, tokens
from simulator.loading.signs import named
from simulator.loading.words import printable

if TYPE_CHECKING:
    from simulator.model.diagnostic import Finding


def syntax_faults(text: str) -> tuple[Finding, ...]:
    """What keeps a text from being JSON, in the order of the text; nothing where nothing does."""
    return tuple(_SyntaxReader(text).read()[:MOST])


class _SyntaxReader(Recovery):
    """Walks the tokens with a stack of open containers and one word for what may come next."""

    def read(self) -> list[Finding]:
        hidden: dict[str, list[JsonToken]] = {}
        for token in tokens(self._text):
            if token.kind == "comment":
                problem = f"`{printable(token.text)}` is a comment, and JSON has none: remove it"
                self._at(token, problem, without_comment(self._text, token))
            elif token.kind == "hidden":
                hidden.setdefault(token.text, []).append(token)
            else:
                self._tokens.append(token)
        self._hidden(hidden)
        at = 0
        while at < len(self._tokens) and len(self._found) < MOST:
            at = self._take(at)
        self._finish()
        return sorted(self._found, key=lambda fault: (fault.span.line, fault.span.column) if fault.span else (0, 0))

    def _hidden(self, found: dict[str, list[JsonToken]]) -> None:
        """One finding for each sign that nobody sees, where it stands first; they count as blanks."""
        for sign, all_of in found.items():
            times = "" if len(all_of) == 1 else f" ({len(all_of)} times, first here)"
            first, instead = all_of[0], " " if sign.isspace() else ""
            problem = f"{named(sign)} stands outside of a text{times}: remove it, or write a plain space"
            self._at(first, problem, (first.start, first.end, instead))

    def _take(self, at: int) -> int:
        """One token, in the light of what was expected; returns where to go on."""
        token = self._tokens[at]
        if self._expect == "end":
            self._at(token, f"`{printable(token.text)}` stands after the end of the body: remove it")
            return len(self._tokens)
        if self._expect == "more" and self._inner_quote(token):
            at = self._skip_quoted(at)
        elif token.kind != "mark":
            self._scalar(token, self._tokens[at + 1] if at + 1 < len(self._tokens) else None)
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

    def _scalar(self, token: JsonToken, following: JsonToken | None) -> None:
        whole = self._last is None or self._last.kind == "mark"
        self._bridge(token)
        named = self._expect in ("name", "first name")
        ends = ":" if named else ",]}"
        whole = whole and (following is None or (following.kind == "mark" and following.text in ends))
        for start, end, problem in problems(token, name=named):
            self._say(start, end, problem, as_json(token, name=named) if whole else None)
        if named:
            self._name(token)
            self._expect = "colon"
        else:
            self._after_value()

    def _open(self, token: JsonToken) -> None:
        self._bridge(token)
        if self._expect in ("name", "first name"):
            self._at(token, f"`{token.text}` stands where the name of a field was expected: give it a name")
        self._stack.append(Container(token))
        self._expect = "first name" if token.text == "{" else "first value"

    def _close(self, token: JsonToken) -> None:
        self._left_open()
        if self._stack and self._stack[-1].closer == token.text:
            self._stack.pop()
            self._after_value()
        else:
            self._mismatch(token)

    def _comma(self, token: JsonToken) -> None:
        if self._expect in ("value", "colon") and self._last and self._last.text != "," and self._stack:
            self._no_value(self._last)
        elif self._expect != "more":
            self._at(token, "a comma stands where nothing came before it: remove it, or add what is missing")
            return
        self._expect = self._stack[-1].after_comma if self._stack else "value"

    def _colon(self, token: JsonToken) -> None:
        if self._expect != "colon":
            self._at(token, "a colon stands where none was expected: it only stands between a name and its value")
        if self._stack:
            self._expect = "value"
