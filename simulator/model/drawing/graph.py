"""A graph to be drawn: nodes, edges and labels, and nothing of any format that draws it."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from simulator.model.drawing.words import printable, what_is_requested
from simulator.model.machine.table import Play, Row, State
from simulator.model.machine.triggers import TRIGGERS
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.machine.table import Table
    from simulator.model.machine.triggers import EdgeKind

NodeKind = Literal["start", "dial", "play", "capture", "ask", "end", "state"]


@frozen
class Node:
    """A state as it is drawn; `action` is the title of its group (`2. sayAndCapture`), `detail` has lines."""

    id: str
    label: str
    kind: NodeKind = "state"
    action: str | None = None
    detail: str = ""
    highlighted: bool = False

    @property
    def name(self) -> str:
        """The id where it says more than the label, else the label."""
        return self.id if self.id.endswith(f".{self.label}") else self.label


@frozen
class Edge:
    """All that leads from one node to another; `label` has a line for each of its `rows`."""

    source: str
    dest: str
    label: str
    kind: EdgeKind = "done"
    highlighted: bool = False
    rows: tuple[Row, ...] = ()


@frozen
class Graph:
    """A drawable graph; the first node of kind `start` is where a call begins.

    The nodes of a `conversation` are where a caller can be; those of other graphs are states of a machine.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    conversation: bool = False

    def highlight(self, path: Iterable[str]) -> Graph:
        """The same graph with the states of `path` and the edges between neighbours in it marked as passed."""
        passed = tuple(path)
        states, steps = frozenset(passed), frozenset(pairwise(passed))
        return evolve(
            self,
            nodes=tuple(evolve(n, highlighted=n.id in states) for n in self.nodes),
            edges=tuple(evolve(e, highlighted=(e.source, e.dest) in steps) for e in self.edges),
        )

    def groups(self) -> Iterator[tuple[str | None, tuple[Node, ...]]]:
        """The nodes by action, in order; None is the title of those that belong to no action."""
        for title, nodes in groupby(self.nodes, key=lambda node: node.action):
            yield title, tuple(nodes)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each node by its id, each name once: `menu`, `menu (2)`."""
        found: dict[str, str] = {}
        met: dict[str, int] = {}
        for node in self.nodes:
            met[node.name] = number = met.get(node.name, 0) + 1
            found[node.id] = node.name if number == 1 else f"{node.name} ({number})"
        return found

    def leaving(self, node: Node) -> tuple[Edge, ...]:
        """The edges that leave a node, in order."""
        return self._leaving.get(node.id, ())

    @cached_property
    def _leaving(self) -> dict[str, tuple[Edge, ...]]:
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return {name: tuple(edges) for name, edges in found.items()}


def graph_of(table: Table, title: str, *, lifted: bool = False) -> Graph:
    """The graph of a table; rows that every state has (`lifted`: hang-up, faults) are drawn only on demand.

    Parallel rows become one edge. States of no action that no call can reach over drawn edges are left out.
    """
    rows = [row for row in table.rows if lifted or not row.lifted]
    reached = _reached(table, rows)
    drawn = [_node(state, state.name == table.initial) for state in table.states if state.name in reached]
    known = frozenset(node.id for node in drawn)
    elsewhere = [Node(name, name) for name in reached if name not in known]
    edges = tuple(_edges(row for row in rows if row.source in reached))
    return Graph(printable(title), (*drawn, *elsewhere), edges)


def _reached(table: Table, rows: Iterable[Row]) -> dict[str, None]:
    """The states that can be reached from the first one or from any state of an action, in a fixed order."""
    onward: dict[str, list[str]] = {}
    for row in rows:
        onward.setdefault(row.source, []).append(row.dest)
    waiting = [table.initial, *(state.name for state in table.states if state.action is not None)]
    reached = dict.fromkeys(waiting)
    while waiting:
        fresh = [name for name in onward.get(waiting.pop(), ()) if name not in reached]
        reached.update(dict.fromkeys(fresh))
        waiting += fresh
    return reached


def _edges(rows: Iterable[Row]) -> Iterator[Edge]:
    by_ends: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_ends.setdefault((row.source, row.dest), []).append(row)
    for (source, dest), parallel in by_ends.items():
        label = "\n".join(dict.fromkeys(row.input_class for row in parallel))
        yield Edge(source, dest, label, TRIGGERS[parallel[0].trigger].edge, rows=tuple(parallel))


def _node(state: State, first: bool) -> Node:
    detail = "\n".join(line for request in state.requests if (line := what_is_requested(request)))
    if state.action is None:
        return Node(state.name, state.status or state.name, _kind(state, first), None, detail)
    return Node(state.name, state.part, _kind(state, first), f"{state.action + 1}. {state.verb}", detail)


def _kind(state: State, first: bool) -> NodeKind:
    if first:
        return "start"
    by_phase: dict[str, NodeKind] = {
        "ended": "end", "asking": "ask", "dialling": "dial", "bridging": "dial", "bridged": "dial",
    }  # fmt: skip
    if state.phase in by_phase:
        return by_phase[state.phase]
    if state.role:
        return "capture"
    return "play" if any(isinstance(request, Play) for request in state.requests) else "state"
