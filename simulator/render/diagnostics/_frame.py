"""A code frame: the lines of a finding with their numbers, and carets under what is meant.

Tabs become spaces, wide and combining characters are measured, and what could steer a terminal is replaced;
a line too long for a screen is cropped around the finding (minified JSON is one line).
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.credentials import line_without_credentials
from simulator.render.ansi import paint
from simulator.render.width import visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.diagnostic import Span
    from simulator.render.ansi import Style

COLUMNS = 96
"""Columns of source shown of a line."""
BEFORE = 24
"""Columns kept in front of the finding where a line is cropped."""


@frozen
class FrameLine:
    """A line as it is shown: its text, and the columns where carets begin and end (0 and 0: none)."""

    text: str
    start: int
    end: int


def frame(lines: Sequence[str], span: Span, style: Style, colour: bool) -> Iterator[str]:
    """The frame of a finding in these lines of a file, the number of each in a gutter as wide as the last needs."""
    gutter = len(str(span.end_line))
    rows = _single(lines, span) if span.line == span.end_line else _multiple(lines, span)
    empty = paint(" " * gutter + " |", "frame", colour)
    yield empty
    for number, line in rows:
        if number is None:
            yield paint("...", "frame", colour)
            continue
        label = paint(f"{number:>{gutter}} |", "frame", colour)
        yield f"{label} {line.text}".rstrip()
        if line.end:
            carets = paint("^" * (line.end - line.start), style, colour)
            yield f"{empty} {' ' * line.start}{carets}"


def _single(lines: Sequence[str], span: Span) -> Iterator[tuple[int | None, FrameLine]]:
    """The line of the finding, below the one before it."""
    before = _at(lines, span.line - 1)
    if before.strip():
        yield span.line - 1, shown(before)
    yield span.line, shown(_at(lines, span.line), span.column - 1, span.end_column - 1)


def _multiple(lines: Sequence[str], span: Span) -> Iterator[tuple[int | None, FrameLine]]:
    """The first and the last line of the finding, each with its own carets, and dots for what is between."""
    first, last = _at(lines, span.line), _at(lines, span.end_line)
    yield span.line, shown(first, span.column - 1, len(first))
    if span.end_line - span.line > 1:
        yield None, FrameLine("", 0, 0)
    yield span.end_line, shown(last, len(last) - len(last.lstrip()), span.end_column - 1)


def _at(lines: Sequence[str], number: int) -> str:
    """A line by its number from 1; empty where the file has none (a finding at its very end)."""
    return line_without_credentials(lines, number) if 1 <= number <= len(lines) else ""


def shown(text: str, start: int | None = None, end: int = 0) -> FrameLine:
    """The line, cropped to `COLUMNS`; its characters `start` to `end` (from 0, exclusive) get at least one caret."""
    wanted = start or 0
    # Only what can come into view is measured: a line may have a million characters.
    skipped = max(wanted - COLUMNS, 0)
    near = text[skipped : wanted + 2 * COLUMNS]
    pieces = [visible(char) for char in near]
    edges = [0, *accumulate(width(piece) for piece in pieces)]
    low, high = (edges[min(max(at - skipped, 0), len(pieces))] for at in (wanted, end))
    first, last = _window(edges, low, bool(skipped))
    left = "…" if first or skipped else ""
    right = "…" if skipped + last < len(text) else ""
    shift = len(left) - edges[first]
    line = left + "".join(pieces[first:last]) + right
    if start is None:
        return FrameLine(line, 0, 0)
    return FrameLine(line, low + shift, max(min(high, edges[last]), low + 1) + shift)


def _window(edges: list[int], low: int, skipped: bool) -> tuple[int, int]:
    """From which to which character to show: all where it fits, else from a little before the finding."""
    first = 0
    if edges[-1] > COLUMNS and (skipped or low > COLUMNS - BEFORE):
        first = next(n for n, edge in enumerate(edges) if edge >= low - BEFORE)
    return first, max(n for n, edge in enumerate(edges) if edge <= edges[first] + COLUMNS)
