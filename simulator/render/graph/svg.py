"""SVG, to look at: laid out by Graphviz, written here, the same bytes on every machine."""

from __future__ import annotations

from html import escape
from math import hypot
from typing import TYPE_CHECKING

from simulator.model.drawing.words import printable
from simulator.render.graph._boxes import LABEL_LINE, LINE, NAME_COLUMN, PADDING, edge_size, node_lines, node_size
from simulator.render.graph._layout import lay_out
from simulator.render.graph._style import style_sheet
from simulator.render.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph, Node
    from simulator.render.graph._layout import Box, Curve, Dot, Frame, Layout

FORMAT = "svg"

_MARGIN, _TOP = 16, 44
_ARROW = 4.5


def render(graph: Graph, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The graph as a picture; it needs the extra `svg`."""
    layout = lay_out(graph)
    return "\n".join([*_head(graph, layout), *_shapes(graph, layout), "</g>", "</svg>"]) + "\n"


def _head(graph: Graph, layout: Layout) -> Iterator[str]:
    wide = max(layout.width, round(width(graph.title) * NAME_COLUMN * 1.25)) + 2 * _MARGIN
    high = layout.height + _TOP + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="callflow-graph" role="img" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
    )
    yield f"<title>{_text(graph.title)}</title>"
    yield f"<desc>{_text(_description(graph))}</desc>"
    yield f"<style>\n{style_sheet()}\n</style>"
    yield f'<rect class="back" width="{wide}" height="{high}" rx="8"/>'
    yield f'<text class="title" x="{_MARGIN}" y="28">{_text(graph.title)}</text>'
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
    names = {node.id: node.name for node in graph.nodes}
    steps = (f"{names[e.source]} to {names[e.dest]} on {e.label.replace(chr(10), ', ')}" for e in graph.edges)
    return f"A state machine of {len(graph.nodes)} states. " + "; ".join(steps)


def _frame(frame: Frame) -> Iterator[str]:
    box = f'x="{frame.x}" y="{frame.y}" width="{frame.width}" height="{frame.height}" rx="10"'
    yield f'<g class="group"><rect {box}/>'
    yield f'<text x="{frame.x + 12}" y="{frame.y + 19}">{_text(frame.title)}</text></g>'


def _line(edge: Edge, curve: Curve) -> Iterator[str]:
    first, *others = (f"{x} {y}" for x, y in curve.points)
    yield f'<g class="{_classes("edge", edge.kind, edge.highlighted)}"><path d="M{first} C{" ".join(others)}"/>'
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
    yield f'<g class="{_classes("node", node.kind, node.highlighted)}"><title>{_text(node.id)}</title>'
    yield f'<rect x="{left}" y="{top}" width="{size.width}" height="{size.height}" rx="{radius}"/>'
    baseline = top + PADDING + 11
    yield f'<text class="name" x="{place.x}" y="{baseline}">{_text(node.label)}</text>'
    for number, line in enumerate(node_lines(node), 1):
        yield f'<text class="detail" x="{place.x}" y="{baseline + LINE * number}">{_text(line)}</text>'
    yield "</g>"


def _label(edge: Edge, curve: Curve) -> Iterator[str]:
    size, middle = edge_size(edge), curve.label
    top = middle.y - size.height // 2
    yield f'<g class="{_classes("edge", edge.kind, edge.highlighted)}">'
    for number, line in enumerate(edge.label.split("\n"), 1):
        yield f'<text x="{middle.x}" y="{top + LABEL_LINE * number - 1}">{_text(line)}</text>'
    yield "</g>"


def _classes(*names: str | bool) -> str:
    *kinds, passed = names
    return " ".join(map(str, (*kinds, "passed") if passed else kinds))


def _text(text: str) -> str:
    """Escaped, and without the characters that XML cannot hold at all."""
    return escape(printable(text), quote=True)
