"""Where a YAML parser stopped, and what stands there: what the words for each slip are made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any, NamedTuple

from simulator.loading.words import printable
from simulator.model.diagnostic import LINE_BREAK, Span
from simulator.model.record import record

_QUOTED = re.compile(
    r"""(?:^[ \t]*|[:,?-][ \t]+|[\[{,][ \t]*)(?P<text>"(?:[^"\\]|\\[\s\S])*(?:"|\Z)|'(?:[^']|'')*(?:'|\Z))"""
    r"|(?:^|(?<=[ \t\r\n\[{,]))(?P<comment>\#[^\r\n]*)",
    re.MULTILINE,
)
_VALUE = re.compile(r"(?P<before>[ \t]*(?:-[ \t]+)*(?:[^\s\[{\"'#][^:#]*:[ \t]+|-[ \t]+)?)(?P<value>\S.*)")


class SlipWords(NamedTuple):
    """What is wrong in plain words, what to write, and where."""

    what: str
    hint: str
    span: Span


class Piece(NamedTuple):
    """A text in quotes or a comment: where it begins and ends, in characters of the file."""

    start: int
    end: int


@record
class Slip:
    """Where a parser stopped (`line` and `column`), and where what it was reading had begun; all count from 0."""

    problem: str
    context: str
    line: int
    column: int
    first: int
    first_column: int
    text: str

    @classmethod
    def of(cls, error: Any, text: str) -> Slip:
        """What a parser says in its own words."""
        here = error.problem_mark or error.context_mark
        begun = error.context_mark or here
        said = (error.problem or "").replace("\n", " ")
        return cls(said, error.context or "", here.line, here.column, begun.line, begun.column, text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without what ends them."""
        return LINE_BREAK.split(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]

    @property
    def here(self) -> str:
        """The line on which the parser stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def offset(self) -> int:
        """Where the parser stopped, in characters of the file."""
        return self.starts[min(self.line, len(self.starts) - 1)] + self.column

    @property
    def above(self) -> int:
        """The line before this one that says something."""
        before = range(self.line - 1, -1, -1)
        return next((at for at in before if self.lines[at].strip() and self.lines[at].lstrip()[0] != "#"), 0)

    def value(self, line: int) -> tuple[int, str]:
        """The column and the text of the value of a line, up to a comment; it may be empty."""
        found = _VALUE.match(self.lines[line])
        if found is None:
            return 0, ""
        return found.start("value"), re.split(r"[ \t]#", found["value"])[0].rstrip()

    def flow_value(self) -> tuple[int, str]:
        """The same of the value between brackets in which the parser stopped, as far as it stands on this line."""
        opened = list(re.finditer(r"[{,][ \t]*[^:,{}]+:[ \t]+", self.here[: self.column]))
        at = opened[-1].end() if opened else len(self.here)
        return at, re.split(r"[,}\]](?!\})", self.here[at:])[0].rstrip()

    def pieces(self, kind: str) -> list[Piece]:
        """The texts in quotes (`text`) or comments (`comment`) up to where the parser stopped."""
        found = (one for one in self._passed if one[kind] is not None)
        return [Piece(*one.span(kind)) for one in found if one.start(kind) <= self.offset]

    @cached_property
    def _passed(self) -> list[re.Match[str]]:
        """Every text in quotes and every comment, in the order of the file."""
        return list(_QUOTED.finditer(self.text))

    def unclosed(self) -> int | None:
        """The last bracket that is open where the parser stopped; those in quotes and comments count for nothing."""
        passed = sorted([*self.pieces("text"), *self.pieces("comment")])
        opened: list[int] = []
        at = self.text.rfind("\n---", 0, self.offset) + 1
        for found in re.finditer(r"[\[{\]}]", self.text[at : self.offset]):
            before = bisect_right(passed, at + found.start(), key=lambda one: one.start) - 1
            if before >= 0 and at + found.start() < passed[before].end:
                continue
            if found.group() in "[{":
                opened.append(at + found.start())
            elif opened:
                opened.pop()
        return opened[-1] if opened else None

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of a character of the file."""
        line = bisect_right(self.starts, offset) - 1
        return line, offset - self.starts[line]

    def told(self, what: str, hint: str, line: int, column: int, length: int = 1) -> SlipWords:
        """QuietSlip about a part of a line."""
        return SlipWords(what, hint, Span(line + 1, column + 1, line + 1, column + 1 + max(length, 1)))


def in_quotes(text: str) -> str:
    """How a text is written so that YAML takes it as it is, for a message."""
    if '"' not in text and "\\" not in text:
        return f'"{printable(text)}"'
    return "'" + printable(text).replace("'", "''") + "'"
