"""The shapes of a conversation: a card for each place, the line that leads to it, and what leads away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.graph._boxes import LABEL_LINE, LINE, PADDING
from simulator.render.graph._marks import classes, safe_xml
from simulator.render.graph._tree import GAP, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.render.graph._tree import Card

LEVEL = 22
"""How far under the top of a card the line that leads to it ends."""


def shapes(cards: Sequence[Card]) -> Iterator[str]:
    """Every card, with what a program needs to fold what stands to its right."""
    numbers = {id(card): number for number, card in enumerate(cards)}
    for card in cards:
        yield from _card(card, numbers[id(card.up)] if card.up else -1)


def _card(card: Card, up: int) -> Iterator[str]:
    node = card.node
    told = f'data-up="{up}" data-high="{card.height}" data-above="{card.above}" data-column="{card.column}"'
    yield f'<g class="place" {told} transform="translate({card.x} {card.y})">'
    if card.up is not None:
        yield from _way(card, card.up.y - card.y)
    yield f'<g class="{classes("node", node.kind, node.highlighted)}"><title>{safe_xml(card.called)}</title>'
    yield f'<rect width="{WIDE}" height="{card.height}" rx="9"/>'
    lines = [*(("name", line) for line in card.name), *(("detail", line) for line in card.detail)]
    for number, (kind, line) in enumerate(lines):
        yield f'<text class="{kind}" x="{PADDING}" y="{PADDING + 11 + LINE * number}">{safe_xml(line)}</text>'
    yield "</g>"
    yield from _exits(card, PADDING + LINE * len(lines))
    yield "</g>"


def _way(card: Card, level: int) -> Iterator[str]:
    """The line from the card to the left, whose top is `level` below this one's, and what leads along it."""
    passed = any(edge.highlighted for edge in card.ways)
    path = f"M{-GAP} {level + LEVEL} H{-GAP // 2} V{LEVEL} H-8"
    yield f'<g class="{classes("edge", card.ways[0].kind, passed)}"><path d="{path}"/>'
    yield f'<polygon points="-9,{LEVEL - 4.5} -1,{LEVEL} -9,{LEVEL + 4.5}"/></g>'
    top = 8 - card.above
    for number, (edge, line) in enumerate(card.labels):
        where = f'x="2" y="{top + LABEL_LINE * number}"'
        yield f'<g class="{classes("edge way", edge.kind, edge.highlighted)}"><text {where}>{safe_xml(line)}</text></g>'


def _exits(card: Card, top: int) -> Iterator[str]:
    if card.exits:
        yield f'<path class="rule" d="M{PADDING} {top + 6} H{WIDE - PADDING}"/>'
    line_number = 0
    for edge, lines in card.exits:
        yield f'<g class="{classes("edge way", edge.kind, edge.highlighted)}">'
        for line in lines:
            line_number += 1
            yield f'<text x="{PADDING}" y="{top + 7 + LINE * line_number}">{safe_xml(line)}</text>'
        yield "</g>"
