"""A conversation from left to right: each place is a card, to the right of the place from which it is met first.

What leads to an ending, back, or to a place that stands elsewhere is an *exit*: a line in its card. So no line
crosses another, the picture is as wide as the conversation is deep, and no font and no library moves a box.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import UsageError
from simulator.render.graph._boxes import DETAIL_COLUMN, LABEL_COLUMN, LABEL_LINE, LINE, NAME_COLUMN, PADDING
from simulator.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph, Node

MOST_CARDS = 3000
"""A picture of more is of no use to anybody."""
MOST_COLUMNS = 6
"""What lies deeper goes on at the margin, under the rest."""
WIDE, GAP, BETWEEN = 228, 34, 18
"""Pixels: a card, from one column to the next, and from one card down to the next."""
INSIDE = WIDE - 2 * PADDING
MOST_NAME, MOST_DETAIL, MOST_EXIT = 2, 12, 6


@define(eq=False)
class Card:
    """A node with the edges that lead to it from the card to its left (`ways`), and its exits; `y` is its top."""

    node: Node
    called: str
    column: int
    up: Card | None = None
    ways: tuple[Edge, ...] = ()
    exits: list[tuple[Edge, tuple[str, ...]]] = field(factory=list)
    children: list[Card] = field(factory=list)
    y: int = 0

    @property
    def x(self) -> int:
        """Its left side."""
        return self.column * (WIDE + GAP)

    @property
    def name(self) -> tuple[str, ...]:
        """The lines of its name."""
        return wrap(self.called, int(INSIDE / NAME_COLUMN), MOST_NAME)

    @property
    def detail(self) -> tuple[str, ...]:
        """The lines under its name: what is heard there, in full where that is no novel."""
        lines = self.node.detail.split("\n")
        return tuple(part for line in lines for part in wrap(line, int(INSIDE / DETAIL_COLUMN), MOST_DETAIL))

    @property
    def labels(self) -> list[tuple[Edge, str]]:
        """The lines above it: what leads here."""
        columns = int(INSIDE / LABEL_COLUMN)
        return [
            (edge, part) for edge in self.ways for line in edge.label.split("\n") for part in wrap(line, columns, 3)
        ]

    @property
    def above(self) -> int:
        """How high the lines above it are."""
        return LABEL_LINE * len(self.labels) + 4 if self.ways else 0

    @property
    def height(self) -> int:
        """How high the card is."""
        exits = sum(len(lines) for _, lines in self.exits)
        return LINE * (len(self.name) + len(self.detail) + exits) + 2 * PADDING - 4 + (PADDING if exits else 0)


def lay_out_tree(graph: Graph) -> list[Card]:
    """Every place but endings, each above what stands lower; refused where there are more than `MOST_CARDS`."""
    if len(graph.nodes) > MOST_CARDS:
        raise UsageError(
            f"{len(graph.nodes)} places are too many for a readable picture (at most {MOST_CARDS}): "
            "use --format text, json or dot"
        )
    roots = _grown(graph)
    bottom = -BETWEEN
    for root in roots:
        bottom = _place(root, bottom + BETWEEN)
    return [card for root in roots for card in _all(root)]


def _grown(graph: Graph) -> list[Card]:
    """The trees: that of the first place, and those of places that lie too deep in another or that nothing leads to."""
    nodes = {node.id: node for node in graph.nodes}
    cards: dict[str, Card] = {}
    roots: list[Card] = []
    waiting: deque[Card] = deque()
    deep = deque(node.id for node in graph.nodes if node.kind != "end" or len(graph.nodes) == 1)
    while deep:
        if (name := deep.popleft()) not in cards:
            cards[name] = Card(nodes[name], graph.names[name], 0)
            roots.append(cards[name])
            waiting.append(cards[name])
        while waiting:
            card = waiting.popleft()
            children = _children(graph, card, cards) if card.column < MOST_COLUMNS - 1 else {}
            cards |= children
            card.children += children.values()
            waiting.extend(card.children)
    for card in cards.values():
        _add_exits(graph, card)
    return roots


def _children(graph: Graph, card: Card, met: dict[str, Card]) -> dict[str, Card]:
    """The places that are met here first."""
    ways: dict[str, list[Edge]] = {}
    for edge in graph.leaving(card.node):
        if edge.dest not in met:
            ways.setdefault(edge.dest, []).append(edge)
    nodes = {node.id: node for node in graph.nodes if node.id in ways and node.kind != "end"}
    return {
        name: Card(nodes[name], graph.names[name], card.column + 1, card, tuple(edges))
        for name, edges in ways.items()
        if name in nodes
    }


def _add_exits(graph: Graph, card: Card) -> None:
    known = {child.node.id for child in card.children}
    for edge in graph.leaving(card.node):
        if edge.dest not in known:
            where = "asked again" if edge.source == edge.dest else graph.names[edge.dest]
            words = f"{', '.join(edge.label.split(chr(10)))} → {where}"
            card.exits.append((edge, wrap(words, int(INSIDE / LABEL_COLUMN), MOST_EXIT)))


def _head(card: Card) -> int:
    """The room above a card: its own lines, or those of the first cards to its right, which stand as high."""
    return max(card.above, _head(card.children[0]) if card.children else 0)


def _place(card: Card, top: int) -> int:
    """Place a card and all to its right under `top`; how far down they reach."""
    card.y = top + _head(card)
    bottom = card.y + card.height
    last = 0
    for number, child in enumerate(card.children):
        last = _place(child, last + BETWEEN if number else card.y - _head(child))
        bottom = max(bottom, last)
    return bottom


def _all(card: Card) -> Iterator[Card]:
    yield card
    for child in card.children:
        yield from _all(child)
