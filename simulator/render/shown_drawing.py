"""A drawing that shows itself in a notebook, and as text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.render.shown import Drawn

if TYPE_CHECKING:
    from simulator.model.drawing.graph import Graph


@frozen(eq=False, repr=False)
class Drawing(Drawn):
    """A graph and its pictures, in the formats of `callflow graph`."""

    formats = "graph"

    graph: Graph

    def _shown(self) -> Graph:
        return self.graph
