"""SVG, to look at: a state machine laid out by Graphviz, a conversation as cards; the same bytes on every machine."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from simulator.render.graph._boxes import LABEL_LINE, LINE, NAME_COLUMN, PADDING, edge_size, node_lines, node_size
from simulator.render.graph._cards import shapes
from simulator.render.graph._layout import lay_out
from simulator.render.graph._marks import classes, safe_xml
from simulator.render.graph._style import style_sheet
from simulator.render.graph._tree import GAP, WIDE, lay_out_tree
from simulator.render.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph, Node
    from simulator.render.graph._layout import Box, Curve, Dot, Frame, Layout

FORMAT = "svg"

_MARGIN, _TOP = 16, 44
_ARROW = 4.5


def render(graph: Graph, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The graph as a picture; a state machine needs the extra `svg`."""
    if graph.conversation:
        cards = lay_out_tree(graph)
        size = max(card.x + WIDE for card in cards), max(card.y + card.height for card in cards)
        lines = [*_head(graph, *size, f' data-gap="{GAP}"'), *shapes(cards)]
    else:
        layout = lay_out(graph)
        lines = [*_head(graph, layout.width, layout.height), *_shapes(graph, layout)]
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"


def _head(graph: Graph, width_: int, height: int, more: str = "") -> Iterator[str]:
    wide = max(width_, round(width(graph.title) * NAME_COLUMN * 1.25)) + 2 * _MARGIN
    high = height + _TOP + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="callflow-graph" role="img" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"{more}>'
    )
    yield f"<title>{safe_xml(graph.title)}</title>"
    yield f"<desc>{safe_xml(_description(graph))}</desc>"
    yield f"<style>\n{style_sheet()}\n</style>"
    yield f'<rect class="back" width="{wide}" height="{high}" rx="8"/>'
    yield f'<text class="title" x="{_MARGIN}" y="28">{safe_xml(graph.title)}</text>'
    yield f'<g transform="translate({_MARGIN} {_TOP})">'


def _shapes(graph: Graph, layout: Layout) -> Iterator[str]:
    """Frames at the back, then edges (passed ones above the others), nodes, and labels in front."""
    edges = sorted(zip(graph.edges, layout.curves, strict=True), key=lambda pair: pair[0].highlighted)
    for frame in layout.frames:
        yield from _frame(frame)
    for edge, curve in edges:
        yield from _line(edge, curve)
    for node, place in zip(graph.nodes, layout.nodes, strict=True):
        yield from _node(node, place)
    for edge, curve in edges:
        yield from _label(edge, curve)


def _description(graph: Graph) -> str:
    """What a screen reader says: where each state leads."""
    names = graph.names
    steps = (f"{names[e.source]} to {names[e.dest]} on {e.label.replace(chr(10), ', ')}" for e in graph.edges)
    what = "conversation" if graph.conversation else "state machine"
    return f"A {what} of {len(graph.nodes)} {'places' if graph.conversation else 'states'}. " + "; ".join(steps)


def _frame(frame: Frame) -> Iterator[str]:
    box = f'x="{frame.x}" y="{frame.y}" width="{frame.width}" height="{frame.height}" rx="10"'
    yield f'<g class="group"><rect {box}/>'
    yield f'<text x="{frame.x + 12}" y="{frame.y + 19}">{safe_xml(frame.title)}</text></g>'


def _line(edge: Edge, curve: Curve) -> Iterator[str]:
    first, *others = (f"{x} {y}" for x, y in curve.points)
    yield f'<g class="{classes("edge", edge.kind, edge.highlighted)}"><path d="M{first} C{" ".join(others)}"/>'
    yield f'<polygon points="{_arrow(curve.points[-1], curve.tip)}"/></g>'


def _arrow(base: Dot, tip: Dot) -> str:
    """A triangle from the end of the curve to its tip."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = hypot(dx, dy) or 1.0
    ox, oy = -dy / length * _ARROW, dx / length * _ARROW
    corners = ((base[0] + ox, base[1] + oy), tip, (base[0] - ox, base[1] - oy))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _node(node: Node, place: Box) -> Iterator[str]:
    size = node_size(node)
    left, top = place.x - size.width // 2, place.y - size.height // 2
    radius = size.height // 2 if node.kind in ("start", "end") and not node.detail else 7
    yield f'<g class="{classes("node", node.kind, node.highlighted)}"><title>{safe_xml(node.id)}</title>'
    yield f'<rect x="{left}" y="{top}" width="{size.width}" height="{size.height}" rx="{radius}"/>'
    baseline = top + PADDING + 11
    yield f'<text class="name" x="{place.x}" y="{baseline}">{safe_xml(node.label)}</text>'
    for number, line in enumerate(node_lines(node), 1):
        yield f'<text class="detail" x="{place.x}" y="{baseline + LINE * number}">{safe_xml(line)}</text>'
    yield "</g>"


def _label(edge: Edge, curve: Curve) -> Iterator[str]:
    size, middle = edge_size(edge), curve.label
    top = middle.y - size.height // 2
    yield f'<g class="{classes("edge", edge.kind, edge.highlighted)}">'
    for number, line in enumerate(edge.label.split("\n"), 1):
        yield f'<text x="{middle.x}" y="{top + LABEL_LINE * number - 1}">{safe_xml(line)}</text>'
    yield "</g>"
