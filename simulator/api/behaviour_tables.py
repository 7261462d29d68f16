"""What exploration found as tables and as a graph of networkx: places and moves, each with an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import MissingExtraError
from simulator.model.behaviour.words import in_short
from simulator.render.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Move, Place
    from simulator.render.dataframe import ColumnType

PLACES: Mapping[str, ColumnType] = {
    "id": "text", "kind": "text", "stage": "text", "action": "text", "words": "text", "chosen": "text", "low": "whole",
    "high": "whole", "prompt_ms": "whole", "digit_timeout": "whole", "overall_timeout": "whole", "tries": "whole",
    "hash_ends": "truth", "completes": "truth", "leg": "text", "status": "text", "error": "whole", "by": "text",
}  # fmt: skip
MOVES: Mapping[str, ColumnType] = {
    "id": "whole", "source": "text", "try": "whole", "input_class": "text", "dest": "text", "does": "text",
    "keys": "whole", "ms": "whole", "after": "whole", "ring": "whole", "talk": "whole", "answered": "text",
    "asked": "truth", "digits": "text", "row": "whole",
}  # fmt: skip


def places_of(behaviour: Behaviour) -> Listing[Place]:
    """Every place, ends included, in the order of finding."""
    columns = ("id", "kind", "place")
    return Listing.of(behaviour.places.values(), columns, lambda one: (one.id, one.kind, in_short(one)), PLACES, _place)


def moves_of(behaviour: Behaviour) -> Listing[Move]:
    """Every move; its id is its number."""
    points, numbers = behaviour.points, {id(move): number for number, move in enumerate(behaviour.moves)}

    def named(move: Move) -> tuple[str, str]:
        return points[move.source].place.id, points[move.dest].place.id

    def record(move: Move) -> tuple[object, ...]:
        source, dest = named(move)
        return (
            numbers[id(move)], source, points[move.source].tries, move.input_class, dest, move.does or None, move.keys,
            move.ms, move.after, move.ring, move.talk, move.answered or None, move.asked, move.digits, move.row or None,
        )  # fmt: skip

    def row(move: Move) -> tuple[object, ...]:
        source, dest = named(move)
        return numbers[id(move)], source, points[move.source].tries, move.input_class, dest, move.after

    columns = ("id", "source", "try", "class", "dest", "ms after")
    return Listing.of(behaviour.moves, columns, row, MOVES, record)


def network_of(behaviour: Behaviour) -> Any:
    """A `networkx.MultiDiGraph`: a node for each place (by its id), an edge for each move. Raises MissingExtraError."""
    try:
        from networkx import MultiDiGraph
    except ImportError:
        raise MissingExtraError(
            "to_networkx() needs networkx, which is not installed: pip install callflow-simulator[network]"
        ) from None
    graph = MultiDiGraph(name=behaviour.title)
    for place in behaviour.places.values():
        graph.add_node(place.id, **_given(PLACES, _place(place)))
    for cells in moves_of(behaviour).records:
        known = _given(MOVES, cells)
        graph.add_edge(known.pop("source"), known.pop("dest"), known["id"], **known)
    return graph


def _given(columns: Mapping[str, ColumnType], cells: Sequence[object]) -> dict[str, Any]:
    return {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None}


def _place(place: Place) -> tuple[object, ...]:
    asks = place.kind == "capture"
    numbers = (
        place.low, place.high, place.prompt_ms, place.digit_timeout or None, place.overall_timeout, place.tries,
        place.hash_ends, place.completes,
    )  # fmt: skip
    return (
        place.id, place.kind, place.stage, place.action or None, " / ".join(place.words) or None,
        " ".join(place.chosen) or None, *(numbers if asks else (None,) * len(numbers)), place.leg or None,
        place.status or None, place.error, place.by or None,
    )  # fmt: skip
