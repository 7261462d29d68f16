"""A flow's places and edges as a graph in which the covered ones are highlighted and the others marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import HANGUP, edge_kind
from simulator.model.drawing.graph import Edge, Graph, Node
from simulator.model.drawing.words import printable
from simulator.render.drawing.place_words import heard_at, input_words, place_title, purposes

if TYPE_CHECKING:
    from simulator.model.drawing.graph import NodeKind
    from simulator.model.machine.triggers import EdgeKind
    from simulator.model.reports.coverage import FlowCoverage, PlaceHits

MISSED = "✗"
"""In front of what no call met: colour alone tells nothing to those who do not see it."""


def drawing(flow: FlowCoverage) -> Graph:
    """The graph; hang-ups, which are possible nearly everywhere, are left out where they lead to an end."""
    places = {one.place.id: one.place for one in flow.places}
    ends = {one.place.id for one in flow.places if one.place.is_end}
    found: dict[tuple[str, str, bool], tuple[list[str], EdgeKind]] = {}
    for edge in flow.edges:
        source, name, dest = edge.key
        if name == HANGUP and dest in ends:
            continue
        labels, _ = found.setdefault((source, dest, edge.hits > 0), ([], edge_kind(name)))
        shown = printable(input_words(places[source], name, purposes(places[source])))
        labels.append(f"{shown} ×{edge.hits}" if edge.hits else f"{MISSED} {shown}")
    edges = tuple(
        Edge(source, dest, "\n".join(labels), kind, covered)
        for (source, dest, covered), (labels, kind) in found.items()
    )
    met = {name for source, dest, _ in found for name in (source, dest)}
    nodes = tuple(_node(one, at == 0) for at, one in enumerate(flow.places) if at == 0 or one.place.id in met)
    return Graph(printable(flow.title), nodes, edges, conversation=True)


def _node(one: PlaceHits, first: bool) -> Node:
    place = one.place
    kind: NodeKind = "start" if first else "ask" if place.kind == "inbound" else place.kind
    title = place_title(place)
    label = title if one.hits else f"{MISSED} {title}"
    return Node(place.id, label, kind, None, "\n".join(heard_at(place)), one.hits > 0)
