"""A behaviour as a drawable graph: a node per place, an edge for all that leads from one place to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.input_class import HANGUP, edge_kind
from simulator.model.drawing.graph import Edge, Graph, Node
from simulator.model.drawing.words import printable
from simulator.render.drawing.place_words import heard_at, input_words, place_title, purposes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.behaviour.behaviour import Behaviour, Place
    from simulator.model.drawing.graph import NodeKind
    from simulator.model.machine.triggers import EdgeKind


def drawing(behaviour: Behaviour, passed: Iterable[str] = ()) -> Graph:
    """The graph; hang-ups of the caller, which are possible everywhere, are not drawn. `passed` places are marked."""
    drawn = _edges(behaviour)
    met = {name for ends in drawn for name in ends} | {behaviour.points[0].place.id}
    first = behaviour.points[0].place.id
    opened = {behaviour.points[number].place.id for number in behaviour.open}
    nodes = tuple(
        _node(place, place.id == first, place.id in opened) for place in behaviour.places.values() if place.id in met
    )
    edges = tuple(Edge(*ends, "\n".join(labels), kind) for ends, (labels, kind) in drawn.items())
    return Graph(printable(behaviour.title), nodes, edges, conversation=True).highlight(passed)


def _edges(behaviour: Behaviour) -> dict[tuple[str, str], tuple[list[str], EdgeKind]]:
    found: dict[tuple[str, str], tuple[list[str], EdgeKind]] = {}
    for (source, input_class, dest), moves in behaviour.edges.items():
        if input_class == HANGUP:
            continue
        place = behaviour.places[source]
        fault = any(behaviour.moves[index].fault for index in moves)
        label = input_words(place, input_class, purposes(place)) + (" (the backend fails)" if fault else "")
        labels, _ = found.setdefault((source, dest), ([], "fault" if fault else edge_kind(input_class)))
        labels.append(printable(label))
    return found


def _node(place: Place, first: bool, opened: bool) -> Node:
    kind: NodeKind = "start" if first else "ask" if place.kind == "inbound" else place.kind
    detail = "\n".join((*heard_at(place), *(["not explored"] if opened else [])))
    return Node(place.id, place_title(place), kind, None, detail)
