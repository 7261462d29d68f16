"""A behaviour as a drawable graph: a node per place, an edge for all that leads from one place to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.find import announced
from simulator.model.behaviour.input_class import HANGUP, edge_kind
from simulator.model.behaviour.words import ending
from simulator.model.drawing.graph import Edge, Graph, Node
from simulator.model.drawing.words import printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.behaviour.behaviour import Behaviour, Place
    from simulator.model.drawing.graph import NodeKind
    from simulator.model.machine.triggers import EdgeKind


def purposes(place: Place) -> dict[str, str]:
    """What the prompt of a place says about its keys, by key."""
    found = announced(place.words[0], place.voice) if place.kind == "capture" else ()
    return {one.key: one.purpose for one in found if one.key in place.announced}


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
        label = _label(place, input_class) + (" (the backend fails)" if fault else "")
        labels, _ = found.setdefault((source, dest), ([], "fault" if fault else edge_kind(input_class)))
        labels.append(printable(label))
    return found


def _label(place: Place, input_class: str) -> str:
    purpose = purposes(place).get(input_class)
    return f"{input_class} {shortened(purpose, 40)}" if purpose else input_class


def _node(place: Place, first: bool, opened: bool) -> Node:
    kind: NodeKind = "start" if first else "ask" if place.kind == "inbound" else place.kind
    detail = "\n".join((*_details(place), *(["not explored"] if opened else [])))
    return Node(place.id, printable(_title(place)), kind, None, detail)


def _title(place: Place) -> str:
    match place.kind:
        case "end":
            return ending(place).removeprefix("the call ends: ")
        case "inbound":
            return "a call comes in"
        case "dial":
            return f"dials leg {place.leg}"
        case _:
            return shortened(place.stage, 40) if place.stage else "asks" if place.kind == "capture" else "says"


def _details(place: Place) -> Iterator[str]:
    quoted = place.kind in ("capture", "play")
    for words in place.words:
        yield f"“{shortened(words)}”" if quoted else shortened(words)
