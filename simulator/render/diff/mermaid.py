"""Mermaid: each difference as two arrows from the place where it shows, before and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.drawing.graph import Edge, Graph, Node
from simulator.model.drawing.words import printable
from simulator.render.diff_words import same, standing, told
from simulator.render.graph import mermaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import NodeKind
    from simulator.model.reports.difference import Comparison, Difference

FORMAT = "mermaid"


def render(comparison: Comparison, colour: bool = False) -> str:
    """The differences as a drawing; places of the same words are one."""
    return mermaid.render(drawing(comparison), colour)


def drawing(comparison: Comparison) -> Graph:
    """The drawing; where nothing differs, one node says so."""
    nodes: dict[tuple[str, NodeKind], Node] = {}
    edges: list[Edge] = []
    for found in comparison.differences:
        here, *there = [nodes.setdefault(words, _node(len(nodes), *words)) for words in _places(found)]
        edges += [
            Edge(here.id, node.id, printable(_label(found, word)), "fault" if word == "now" else "done")
            for word, node in zip(("before", "now"), there, strict=True)
        ]
    known = tuple(nodes.values()) or (Node("same", same(comparison)),)
    return Graph(printable(f"{comparison.old} -> {comparison.new}"), known, tuple(edges))


def _places(found: Difference) -> Iterator[tuple[str, NodeKind]]:
    yield standing(found)[0], "capture"
    ends = (found.old.dest.is_end, found.new.dest.is_end)
    for words, end in zip(told(found), ends, strict=True):
        yield words, "end" if end else "play"


def _node(number: int, words: str, kind: NodeKind) -> Node:
    return Node(f"place{number}", printable(words), kind)


def _label(found: Difference, word: str) -> str:
    return f"{word}: {found.way.told} ({found.kind})"
