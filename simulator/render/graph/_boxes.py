"""How big a drawn thing is, from the columns of its text: the same on every machine, whatever its fonts."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.render.width import width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.drawing.graph import Edge, Node

NAME_COLUMN, DETAIL_COLUMN, LABEL_COLUMN = 8.4, 7.2, 6.7
"""Pixels per column of a state's name, its details, and an edge's label; on the generous side."""
LINE, LABEL_LINE, PADDING = 16, 14, 12
WRAP, MOST_LINES = 36, 14


@frozen
class Size:
    """Width and height in pixels."""

    width: int
    height: int


def node_lines(node: Node) -> tuple[str, ...]:
    """The detail of a node as the lines that are drawn."""
    return tuple(wrapped(node.detail))


def wrapped(detail: str) -> list[str]:
    """Details as lines that are not too long for a box."""
    return [part for line in detail.split("\n") for part in wrap(line, WRAP, MOST_LINES)]


def node_size(node: Node) -> Size:
    """A node's box: its label above its details."""
    lines = node_lines(node)
    wide = max(_widest((node.label,), NAME_COLUMN), _widest(lines, DETAIL_COLUMN))
    return Size(max(wide + 2 * PADDING, 72), LINE * (1 + len(lines)) + 2 * PADDING - 4)


def edge_size(edge: Edge) -> Size:
    """An edge's label."""
    lines = edge.label.split("\n")
    return Size(_widest(lines, LABEL_COLUMN) + 8, LABEL_LINE * len(lines) + 4)


def title_size(title: str) -> Size:
    """The title of a group."""
    return Size(_widest((title,), NAME_COLUMN) + 8, LINE + 2)


def _widest(lines: Iterable[str], column: float) -> int:
    return ceil(max((width(line) for line in lines), default=0) * column)
