"""Mermaid, a state diagram: for a README, an issue, a wiki.

Mermaid breaks on quotes and misdraws names with spaces without a word, so each state gets a plain name, and
in labels everything but letters, digits and harmless marks is written as an entity. There are no groups:
Mermaid cannot lead an edge from inside one group into another.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from simulator.model.drawing.words import printable
from simulator.render.graph._boxes import wrapped

if TYPE_CHECKING:
    from simulator.model.drawing.graph import Edge, Graph, Node

FORMAT = "mermaid"

LONGEST_NAME = 40
_HARMLESS = frozenset(" .,()[]/+-!?_")
_PLAIN = re.compile(r"[^A-Za-z0-9_]+")
_STYLES = {
    "start": "fill:#e3f1e6,stroke:#2f8f4e,color:#10331c",
    "dial": "fill:#efe8fb,stroke:#7a54c7,color:#2b1a52",
    "capture": "fill:#e1edfb,stroke:#2f6fc0,color:#0e2a4d",
    "ask": "fill:#fdf0d8,stroke:#c98a1b,color:#4a3105",
    "end": "fill:#e9ebee,stroke:#6b7280,color:#1f2937",
    "passed": "stroke:#d6336c,stroke-width:4px",
}


def render(graph: Graph, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """The graph as the text of a `stateDiagram-v2`."""
    names = _names(graph)
    return "\n".join([*_head(graph), *_body(graph, names), *_classes(graph, names)]) + "\n"


def label(text: str) -> str:
    """A text as a label: entities for all that Mermaid might read as its own."""
    return "<br/>".join("".join(map(_entity, line)) for line in text.split("\n"))


def _entity(char: str) -> str:
    foreign = not char.isascii() and char.isprintable()
    return char if char.isalnum() or char in _HARMLESS or foreign else f"#{ord(char)};"


def _names(graph: Graph) -> dict[str, str]:
    """A name for each state that Mermaid takes: readable, unique, and never one of its own words."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph.nodes:
        name = plain = "s_" + _PLAIN.sub("_", graph.names[node.id]).strip("_")[:LONGEST_NAME]
        number = 1
        while name in taken:
            number += 1
            name = f"{plain}__{number}"
        taken.add(name)
        names[node.id] = name
    return names


def _head(graph: Graph) -> list[str]:
    return ["---", f"title: {json.dumps(printable(graph.title), ensure_ascii=False)}", "---", "stateDiagram-v2"]


def _body(graph: Graph, names: dict[str, str]) -> list[str]:
    first = [f"  [*] --> {names[node.id]}" for node in graph.nodes if node.kind == "start"]
    last = [f"  {names[node.id]} --> [*]" for node in graph.nodes if node.kind == "end"]
    return [
        *(f'  state "{_node_label(node, graph.names[node.id])}" as {names[node.id]}' for node in graph.nodes),
        *first,
        *(f"  {names[e.source]} --> {names[e.dest]} : {_edge_label(e)}" for e in graph.edges),
        *last,
    ]


def _node_label(node: Node, name: str) -> str:
    return label("\n".join([name, *wrapped(node.detail)]))


def _edge_label(edge: Edge) -> str:
    """The edge's label; a passed edge is ticked, since a state diagram cannot colour edges."""
    return ("✓ " if edge.highlighted else "") + label(edge.label)


def _classes(graph: Graph, names: dict[str, str]) -> list[str]:
    used: dict[str, list[str]] = {}
    for node in graph.nodes:
        for kind in (node.kind, *(("passed",) if node.highlighted else ())):
            used.setdefault(kind, []).append(names[node.id])
    styled = [kind for kind in _STYLES if kind in used]
    return [
        *(f"  classDef {kind}_ {_STYLES[kind]}" for kind in styled),
        *(f"  class {','.join(used[kind])} {kind}_" for kind in styled),
    ]
