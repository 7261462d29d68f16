"""The drawings of a report: each list once, with the path of a call marked by the page's script."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from simulator.model.drawing.graph import graph_of
from simulator.render.page.diagram import compiled, drawn, lists, paths
from simulator.render.page.markup import Html, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.drawing.graph import Graph
    from simulator.render.page.pool import Pool, Ref
    from simulator.running.result import CallResult

MOST = 50
"""Lists that are drawn: a backend may answer each call with another one."""


class Drawings:
    """Lists by digest, drawn as they are met; None stands for one that came too late."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._graphs: dict[str, Graph] = {}

    def of(self, call: CallResult) -> list[Ref]:
        """A place for each list that a call went through, with what it passed there."""
        known = lists(call)
        return [self._place(call, digest, states) for digest, states in paths(call).items() if digest in known]

    def _place(self, call: CallResult, digest: str, states: list[str]) -> Ref:
        title, reply = lists(call)[digest]
        if digest not in self._graphs:
            if len(self._graphs) == MOST:
                more = f"{title} is not drawn: this page draws {MOST} lists. `callflow run --format html` draws each."
                return self._pool.tag("p", more.replace("`", ""), class_="soft")
            self._graphs[digest] = graph_of(compiled(call, reply).table, title)
        number, graph = list(self._graphs).index(digest), self._graphs[digest]
        passed, steps = frozenset(states), frozenset(pairwise(states))
        nodes = (str(at) for at, node in enumerate(graph.nodes) if node.id in passed)
        edges = (str(at) for at, edge in enumerate(graph.edges) if (edge.source, edge.dest) in steps)
        return self._pool.tag("div", title, data_drawing=number, data_nodes=" ".join(nodes), data_edges=" ".join(edges))

    def section(self) -> Html | None:
        """All drawings, which are also there without the script."""
        if not self._graphs:
            return None
        return tag("section", tag("h2", "Lists", id="lists"), joined(list(self._folds())), aria_labelledby="lists")

    def _folds(self) -> Iterator[Html]:
        for number, graph in enumerate(self._graphs.values()):
            inside = drawn(graph)
            yield tag("details", tag("summary", graph.title, dir="auto"), inside, class_="fold", id=f"list{number}")
