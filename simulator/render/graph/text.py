"""A listing to read: each state, what it does, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.ansi import paint
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph, Node

FORMAT = "text"

_MARKS = {"start": " (start)", "end": " (end)"}


def render(graph: Graph, colour: bool = False) -> str:
    """The graph as a listing, state by state; what a highlighted path passed is marked with `*`."""
    return "\n".join(_lines(graph, colour)) + "\n"


def _lines(graph: Graph, colour: bool) -> Iterator[str]:
    yield paint(safe(graph.title), "strong", colour)
    nodes_are = "place" if graph.conversation else "state"
    transitions = sum(max(len(edge.rows), 1) for edge in graph.edges)
    yield f"{_count(len(graph.nodes), nodes_are)}, {_count(transitions, 'transition')}"
    for title, nodes in graph.groups():
        yield ""
        indent = "  " if title else ""
        if title:
            yield paint(safe(title), "frame", colour)
        for node in nodes:
            yield from (f"{indent}{line}" for line in _state(graph, node, colour))


def _state(graph: Graph, node: Node, colour: bool) -> Iterator[str]:
    mark = "* " if node.highlighted else ""
    yield mark + paint(safe(graph.names[node.id]), "strong", colour) + _MARKS.get(node.kind, "")
    for line in node.detail.split("\n") if node.detail else ():
        yield "    " + paint(safe(line), "faint", colour)
    for edge in graph.leaving(node):
        yield from _edge(graph, edge)


def _edge(graph: Graph, edge: Edge) -> Iterator[str]:
    mark = "  * " if edge.highlighted else "    "
    for line in edge.label.split("\n"):
        yield f"{mark}{safe(line)} -> {safe(graph.names[edge.dest])}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
