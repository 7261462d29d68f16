"""The words of a YAML or JSON text, however broken it is: nothing is refused, and every line begins anew."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from simulator.model.diagnostic import LINE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMON = r"""[ \t]*+(?:(?P<comment>(?:(?<=[ \t])|^)\#.*)|(?P<quoted>"(?:\\.|[^"\\])*"?|'(?:''|[^'])*'?)"""
_MARKS = r"(?P<mark>[&!][^ \t,\[\]{}]*)"
_BLOCK = re.compile(
    rf"{_COMMON}|(?P<dash>-(?=[ \t]|$))|(?P<colon>:(?=[ \t]|$))|(?P<open>[\[{{])|{_MARKS}"
    r"|(?P<plain>(?:[^ \t:#]+|:(?![ \t]|$)|(?<![ \t])\#|[ \t]+(?![ \t#]))+))",
    re.VERBOSE,
)
_FLOW = re.compile(
    rf"{_COMMON}|(?P<colon>:)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)|{_MARKS}"
    r"|(?P<plain>(?:[^ \t:\#,\[\]{}\"]+|:(?![ \t,\[\]{}]|$)|(?<![ \t])\#|[ \t]+(?![ \t\#,\[\]{}:]))+)|(?P<odd>.))",
    re.VERBOSE,
)
_SILENT = ("comment", "mark", "odd")
_SCALAR_BLOCK = re.compile(r"[ \t]*[|>][-+0-9]{0,2}[ \t]*(?:\#.*)?")
_NEW_KEY = re.compile(r"""[ ]*(?:-[ ]|["']?[^\s"'{}\[\],:#]+["']?:(?:\s|$)|---)""")
_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?=\s|$)")


class Token(NamedTuple):
    """A word: `kind` is `scalar`, a sign (`[`, `}`, `,`, `:`, `-`), or `document`; places count from 0."""

    kind: str
    line: int
    column: int
    end: int
    text: str = ""
    quoted: bool = False
    first: bool = False
    """Whether it is the first of its line."""


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    yield from _Scanner().scan(LINE_BREAK.split(text))


class _Scanner:
    """How deep in brackets the text is, from line to line."""

    def __init__(self) -> None:
        self._deep = 0
        self._outer = -1
        """The indent of the line whose bracket is open; -1 where the whole file is one."""
        self._any = False
        self._block: int | None = None
        """The indent of a key whose text stands below it (`|`), while it goes on."""

    def scan(self, lines: list[str]) -> Iterator[Token]:
        for number, line in enumerate(lines):
            indent = len(line) - len(line.lstrip(" "))
            if self._block is not None and (indent > self._block or not line.strip()):
                continue
            self._block = None
            if not self._deep and _DOCUMENT.match(line):
                yield Token("document", number, 0, 3)
                line = "   " + line[3:]
            elif self._deep and indent <= self._outer and _NEW_KEY.match(line):
                self._deep = 0  # a bracket above was never closed
                yield Token("broken", number, 0, 0)
            yield from self._line(number, line, indent)

    def _line(self, number: int, line: str, indent: int) -> Iterator[Token]:
        at, first = 0, True
        while at < len(line):
            if not self._deep and not first and _SCALAR_BLOCK.fullmatch(line, at):
                self._block = indent
                return
            found = (_FLOW if self._deep else _BLOCK).match(line, at)
            if found is None:  # a sign that begins nothing here: `:` before a word, `#` within one
                at += 1
                continue
            kind, at = str(found.lastgroup), found.end()
            if kind not in _SILENT:
                yield self._token(kind, found[kind], number, found.start(kind), at, first, indent)
                first = False

    def _token(self, kind: str, said: str, line: int, start: int, end: int, first: bool, indent: int) -> Token:
        if kind == "open":
            if not self._deep:
                self._outer = indent if self._any else -1
            self._deep += 1
        elif kind == "close":
            self._deep -= 1
        self._any = True
        if kind == "quoted":
            return Token("scalar", line, start, end, unquoted(said), True, first)
        if kind == "plain":
            said = said.rstrip()
            return Token("scalar", line, start, start + len(said), said, False, first)
        return Token(said, line, start, end, first=first)


def unquoted(said: str) -> str:
    """What a text in quotes says; where it is still open, its escapes are left as they are, but for quotes."""
    if "\\" in said and said[0] == '"':
        with suppress(ValueError):
            return str(json.loads(said))
    closed = len(said) > 1 and said[-1] == said[0] and not said.endswith('\\"')
    inside = said[1:-1] if closed else said[1:]
    return inside.replace("''", "'") if said[0] == "'" else inside.replace('\\"', '"')
