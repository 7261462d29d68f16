"""A drawing that shows itself in a notebook, and as text elsewhere."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from simulator.model.drawing.graph import Graph


@frozen(eq=False)
class Drawing:
    """A graph and its pictures."""

    graph: Graph

    def render(self, format: str = "text", *, colour: bool = False) -> str:  # noqa: A002 - the option's own name
        """The picture in a format of `callflow graph`. Raises UsageError for an unknown one."""
        from simulator.render.formats import renderer

        return renderer("graph", format)(self.graph, colour=colour)

    def __str__(self) -> str:
        return self.render()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(str(self))

    def _repr_svg_(self) -> str | None:
        """None where the extra for it is missing, or where it would be too large to be read."""
        with suppress(MissingExtraError, UsageError):
            return self.render("svg")
        return None
