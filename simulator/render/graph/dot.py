"""DOT, the language of Graphviz: for a layout or a style of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.drawing.words import printable
from simulator.render.graph._boxes import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph, Node

FORMAT = "dot"

_FILLS = {
    "start": "#e3f1e6", "dial": "#efe8fb", "play": "#ffffff", "capture": "#e1edfb",
    "ask": "#fdf0d8", "end": "#e9ebee", "state": "#ffffff",
}  # fmt: skip
_PASSED = 'color="#d6336c" penwidth="2.5"'


def render(graph: Graph, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The graph as a `digraph`, a cluster for each action."""
    edges = (_edge(graph, edge) for edge in graph.edges)
    return "\n".join(["digraph {", *_head(graph), *_nodes(graph), *edges, "}"]) + "\n"


def quoted(text: str) -> str:
    """An id in quotes. Backslashes are doubled, so that none of them can eat the closing quote."""
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def label(text: str) -> str:
    """A label in quotes: Graphviz reads entities and backslashes in labels, so both are escaped."""
    return quoted(text.replace("&", "&amp;"))


def _head(graph: Graph) -> list[str]:
    return [
        f"  graph [label={label(graph.title)} labelloc=t fontname=Helvetica fontsize=16]",
        "  node [shape=box style=\"rounded,filled\" fontname=Helvetica fontsize=11 color=\"#6b7280\"]",
        "  edge [fontname=Helvetica fontsize=9 color=\"#6b7280\"]",
    ]  # fmt: skip


def _nodes(graph: Graph) -> Iterator[str]:
    for number, (title, nodes) in enumerate(graph.groups()):
        if title is None:
            yield from (f"  {_node(graph, node)}" for node in nodes)
            continue
        yield f"  subgraph cluster_{number} {{"
        yield f'    label={label(title)} labeljust=l style="rounded,dashed" color="#9ca3af"'
        yield from (f"    {_node(graph, node)}" for node in nodes)
        yield "  }"


def _node(graph: Graph, node: Node) -> str:
    name = graph.names[node.id]
    text = "\n".join([name if graph.conversation else node.label, *wrapped(node.detail)])
    extra = f" {_PASSED}" if node.highlighted else ""
    return f'{quoted(name)} [label={label(text)} fillcolor="{_FILLS[node.kind]}"{extra}]'


def _edge(graph: Graph, edge: Edge) -> str:
    extra = f" {_PASSED}" if edge.highlighted else ""
    source, dest = (quoted(graph.names[name]) for name in (edge.source, edge.dest))
    return f"  {source} -> {dest} [label={label(edge.label)}{extra}]"
