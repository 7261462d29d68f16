"""Where everything goes: Graphviz places the boxes, and reads no text, so that no font can move them.

The metrics of a font differ from machine to machine. So every size is computed here (`_boxes`), Graphviz sees
empty boxes of that size, and its coordinates are rounded to whole pixels; one point is one pixel.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.errors import MissingExtraError, UsageError
from simulator.render.graph._boxes import Size, edge_size, node_size, title_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph

MOST_NODES, MOST_EDGES = 600, 3000
"""More than this takes Graphviz minutes, and nobody can read the picture."""

Dot = tuple[int, int]


@frozen
class Box:
    """A box or a label by its middle."""

    x: int
    y: int


@frozen
class Frame:
    """A group's frame by its upper left corner."""

    title: str
    x: int
    y: int
    width: int
    height: int


@frozen
class Curve:
    """An edge: Bézier points from its tail, the tip of its arrow, and the middle of its label."""

    points: tuple[Dot, ...]
    tip: Dot
    label: Box


@frozen
class Layout:
    """A graph's picture; nodes and curves in the order of the graph's nodes and edges; y grows downwards."""

    width: int
    height: int
    nodes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    frames: tuple[Frame, ...]


def lay_out(graph: Graph) -> Layout:
    """Place a graph; a graph beyond `MOST_NODES` or `MOST_EDGES` is refused with what to do instead."""
    if len(graph.nodes) > MOST_NODES or len(graph.edges) > MOST_EDGES:
        raise UsageError(
            f"{len(graph.nodes)} states and {len(graph.edges)} edges are too many for a readable picture "
            f"(at most {MOST_NODES} and {MOST_EDGES}): use --format text, json or dot"
        )
    return _read(graph, _graphviz("\n".join(["digraph {", *_head(), *_nodes(graph), *_edges(graph), "}"])))


def _graphviz(dot: str) -> dict[str, Any]:
    try:
        from pygraphviz import AGraph
    except ImportError as missing:
        hint = "svg needs pygraphviz, which is not installed: pip install 'callflow-simulator[svg]'"
        raise MissingExtraError(hint) from missing
    drawn: dict[str, Any] = json.loads(AGraph(string=dot).draw(format="json0", prog="dot"))
    return drawn


def _head() -> list[str]:
    return [
        '  graph [rankdir=TB nodesep=0.4 ranksep=0.4 pad=0 margin=0 labeljust=l]',
        '  node [shape=box fixedsize=true label=""]',
    ]  # fmt: skip


def _nodes(graph: Graph) -> Iterator[str]:
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    for cluster, (title, nodes) in enumerate(graph.groups()):
        if title is not None:
            yield f"  subgraph cluster_{cluster} {{ label={_blank(title_size(title))}; margin=12"
        for node in nodes:
            size = node_size(node)
            yield f"  n{numbers[node.id]} [width={size.width / 72:.4f} height={size.height / 72:.4f}]"
        if title is not None:
            yield "  }"


def _edges(graph: Graph) -> Iterator[str]:
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    for number, edge in enumerate(graph.edges):
        ends = f"n{numbers[edge.source]} -> n{numbers[edge.dest]}"
        yield f'  {ends} [comment="{number}" label={_blank(edge_size(edge))} {_pull(edge)}]'


def _pull(edge: Edge) -> str:
    """How strongly an edge shapes the picture: the way through a call does, what can befall it anywhere does not."""
    if edge.kind == "hangup" or (edge.rows and all(row.lifted for row in edge.rows)):
        return "weight=0 constraint=false"
    return "weight=0" if edge.kind == "fault" else f"weight={4 if edge.kind == 'done' else 1}"


def _blank(size: Size) -> str:
    """An empty label of exactly this size: no text, so no font is asked."""
    cell = "<TR><TD></TD></TR>"
    return f'<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{size.width}" HEIGHT="{size.height}">{cell}</TABLE>>'


def _read(graph: Graph, drawn: dict[str, Any]) -> Layout:
    _, _, width, height = (float(number) for number in drawn["bb"].split(","))
    objects = drawn.get("objects", [])
    places = {o["name"]: _point(o["pos"], height) for o in objects if "pos" in o}
    curves = {int(edge["comment"]): _curve(edge, height) for edge in drawn.get("edges", [])}
    titles = {f"cluster_{number}": title for number, (title, _) in enumerate(graph.groups()) if title is not None}
    return Layout(
        round(width),
        round(height),
        tuple(Box(*places[f"n{number}"]) for number in range(len(graph.nodes))),
        tuple(curves[number] for number in range(len(graph.edges))),
        tuple(_frame(titles[o["name"]], o["bb"], height) for o in objects if o["name"] in titles),
    )


def _point(text: str, height: float) -> Dot:
    x, y = text.split(",")
    return round(float(x)), round(height - float(y))


def _frame(title: str, box: str, height: float) -> Frame:
    left, bottom, right, top = (float(number) for number in box.split(","))
    return Frame(title, round(left), round(height - top), round(right - left), round(top - bottom))


def _curve(edge: dict[str, Any], height: float) -> Curve:
    """The points of `e,TIP P0 P1 P2 P3 ...`: the tip of the arrow first, then the curve from the tail."""
    tip, *points = edge["pos"].removeprefix("e,").split(" ")
    label = Box(*_point(edge["lp"], height))
    return Curve(tuple(_point(point, height) for point in points), _point(tip, height), label)
