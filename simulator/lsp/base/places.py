"""Places: ours count characters from 1, those of an editor count lines from 0 and columns in its own units (UTF-16)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

from simulator.model.diagnostic import LINE_BREAK

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec

    from simulator.model.diagnostic import Span

_UNITS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
"""What an editor may count in: as what it is encoded, and how many bytes of that are one."""

MARK = "\ufeff"
"""What a file may begin with; most editors keep it to themselves."""


class EditorPlaces:
    """The lines of a text, and how an editor counts them."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._text, self._codec = text.removeprefix(MARK), codec
        self._mark = text[: len(text) - len(self._text)]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without what ends them."""
        return LINE_BREAK.split(self._text)

    def range_of(self, span: Span) -> Range:
        """A stretch of ours as an editor takes it; what stands behind the end of the text is drawn to it."""
        return Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def position(self, line: int, column: int) -> Position:
        """A place of ours, which counts from 1."""
        if line > len(self.lines):
            line, column = len(self.lines), len(self.lines[-1]) + 1
        said = self._before(line) + self.lines[line - 1][: column - 1]
        return Position(line - 1, len(said) if said.isascii() else self._units(said))

    def place(self, position: Position) -> tuple[int, int]:
        """A place of an editor as line and column of ours, from 1."""
        if position.line >= len(self.lines):
            return len(self.lines), len(self.lines[-1]) + 1
        mark = self._before(position.line + 1)
        line = mark + self.lines[position.line]
        if line.isascii():
            return position.line + 1, min(position.character, len(line)) + 1
        before = bisect_left(range(len(line)), position.character, key=lambda signs: self._units(line[:signs]))
        return position.line + 1, max(before - len(mark), 0) + 1

    def _before(self, line: int) -> str:
        """What stands before a line that we do not count: the mark that a file may begin with."""
        return self._mark if line == 1 else ""

    def _units(self, said: str) -> int:
        """How long an editor says that a text is; many places can be asked for of one long line."""
        encoding, size = _UNITS[PositionEncodingKind(self._codec.encoding)]
        return len(said.encode(encoding, "surrogatepass")) // size


def within(span: Span, line: int, column: int) -> bool:
    """Whether a place lies in a stretch, or right behind it, where the cursor of an editor stands after typing."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
