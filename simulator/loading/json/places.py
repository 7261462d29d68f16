"""Offsets in a text become lines and columns, both counted from 1 and in characters."""

from __future__ import annotations

from bisect import bisect_right

from simulator.model.diagnostic import LINE_BREAK, Span


class TextPlaces:
    """Where the lines of a text begin; a line ends at its line break."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts += (found.end() for found in LINE_BREAK.finditer(text))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch from `start` up to, not including, `end`."""
        return Span(*self.place(start), *self.place(end))
