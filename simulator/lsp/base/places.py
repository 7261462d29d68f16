"""Places: ours count characters from 1, those of an editor count lines from 0 and columns in its own units (UTF-16)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol.types import Position, Range

from simulator.model.diagnostic import LINE_BREAK

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec

    from simulator.model.diagnostic import Span


class EditorPlaces:
    """The lines of a text, and how an editor counts them."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._text, self._codec = text, codec

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
        said = self.lines[line - 1][: column - 1]
        return Position(line - 1, len(said) if said.isascii() else self._codec.client_num_units(said))

    def place(self, position: Position) -> tuple[int, int]:
        """A place of an editor as line and column of ours, from 1."""
        if position.line >= len(self.lines):
            return len(self.lines), len(self.lines[-1]) + 1
        line = self.lines[position.line]
        if line.isascii():
            return position.line + 1, min(position.character, len(line)) + 1
        units = 0
        for column, sign in enumerate(line, 1):
            if units >= position.character:
                return position.line + 1, column
            units += self._codec.client_num_units(sign)
        return position.line + 1, len(line) + 1


def within(span: Span, line: int, column: int) -> bool:
    """Whether a place lies in a stretch, or right behind it, where the cursor of an editor stands after typing."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
