"""JSON, for programs: every node, and every transition with its trigger, guard and effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.machine.table import UNBOUNDED
from simulator.render.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Edge, Graph, Node
    from simulator.model.machine.table import Guard, Row

FORMAT = "json"


def render(graph: Graph, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """`{"title", "nodes": [...], "edges": [...]}`; one edge per row of the table, in a stable order."""
    edges = [row for edge in graph.edges for row in _edges(edge)]
    edges.sort(key=lambda e: tuple(str(e[key]) for key in ("source", "trigger", "guard", "dest")))
    return dumps({"title": graph.title, "nodes": [_node(n) for n in graph.nodes], "edges": edges})


def _node(node: Node) -> dict[str, object]:
    return {
        "id": node.id,
        "label": node.label,
        "kind": node.kind,
        "action": node.action,
        "detail": node.detail,
        "highlighted": node.highlighted,
    }


def _edges(edge: Edge) -> Iterator[dict[str, object]]:
    if not edge.rows:
        yield _edge(edge, edge.label, None)
    for row in edge.rows:
        yield _edge(edge, row.trigger, row)


def _edge(edge: Edge, trigger: str, row: Row | None) -> dict[str, object]:
    return {
        "source": edge.source,
        "dest": edge.dest,
        "trigger": trigger,
        "guard": _guard(row.guard) if row and row.guard else None,
        "effects": list(row.effects) if row else [],
        "lifted": bool(row and row.lifted),
        "kind": edge.kind,
        "highlighted": edge.highlighted,
    }


def _guard(guard: Guard) -> dict[str, object]:
    """The guard's range, both ends included; `high` is null where it has no upper end."""
    high = None if guard.high == UNBOUNDED else guard.high
    return {"name": guard.name, "counter": guard.counter, "low": guard.low, "high": high}
