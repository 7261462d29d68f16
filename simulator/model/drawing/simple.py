"""A machine drawn simply: one box an action, as a designer thinks of it, in place of a box a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.call.leg_outcomes import LEG_OUTCOMES
from simulator.model.drawing.graph import Edge, Graph, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_PART = {"accepted": "entered", "rejected": "not entered"}
"""How a capture was left, by the state that is left."""
_BY_TRIGGER = {
    "played": "then", "released": "leg B hangs up", "dial": "the call begins",
    "disconnect": "the call is over", "noMore": "no more actions", "reply": "the reply",
    **{row.name: row.short for row in LEG_OUTCOMES.values()},
}  # fmt: skip
_AGAIN = "triesLeft"


def simple(graph: Graph) -> Graph:
    """The graph with the states of each action as one node; states of no action stay as they are."""
    homes = {node.id: node.action or node.id for node in graph.nodes}
    edges: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph.edges:
        ends = (homes[edge.source], homes[edge.dest])
        if ends[0] != ends[1] or _AGAIN in edge.label:
            edges.setdefault(ends, []).append(edge)
    labels = {node.id: node.label for node in graph.nodes}
    return Graph(
        graph.title,
        tuple(_nodes(graph)),
        tuple(_joined(ends, some, labels) for ends, some in edges.items()),
    )


def _nodes(graph: Graph) -> Iterator[Node]:
    for title, nodes in graph.groups():
        if title is None:
            yield from nodes
            continue
        details = dict.fromkeys(line for node in nodes for line in node.detail.split("\n") if line)
        passed = any(node.highlighted for node in nodes)
        yield Node(title, title, nodes[0].kind, None, "\n".join(details), passed)


def _joined(ends: tuple[str, str], edges: list[Edge], labels: dict[str, str]) -> Edge:
    """One edge for several between the same actions, with what brings each about in words."""
    again = ends[0] == ends[1]
    words = ["asked again"] if again else [one for edge in edges for one in _words(edge, labels[edge.source])]
    return Edge(*ends, "\n".join(dict.fromkeys(words)), edges[0].kind, any(edge.highlighted for edge in edges))


def _words(edge: Edge, part: str) -> Iterator[str]:
    for line in edge.label.split("\n"):
        yield _BY_PART.get(part) or _BY_TRIGGER.get(line, line)
