"""A tuple that shows itself as a table: what results of the public API hold several of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from simulator.render.dataframe import dataframe
from simulator.render.notebook import html_table
from simulator.render.shown import Printed
from simulator.render.width import safe, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")


class Listing(Printed, tuple[T, ...]):
    """Things in order: a tuple to all that work with them, a table to those who look at it.

    `columns` are the heads, and `row` gives the cells of one thing.
    """

    columns: tuple[str, ...]
    row: Callable[[T], Sequence[object]]

    @classmethod
    def of(cls, things: Iterable[T], columns: Sequence[str], row: Callable[[T], Sequence[object]]) -> Listing[T]:
        """A table of things."""
        found = cls(things)
        found.columns, found.row = tuple(columns), row
        return found

    def _cells(self) -> list[Sequence[object]]:
        return [self.row(one) for one in self]

    def to_dataframe(self) -> Any:
        """The table as a `pandas.DataFrame`. Raises MissingExtraError."""
        return dataframe(self._cells(), self.columns)

    def __str__(self) -> str:
        lines = [self.columns, *([_word(cell) for cell in cells] for cells in self._cells())]
        wide = [max(width(line[at]) for line in lines) for at in range(len(self.columns))]
        shown = ("  ".join(cell + " " * (wide[at] - width(cell)) for at, cell in enumerate(line)) for line in lines)
        return "".join(f"{line.rstrip()}\n" for line in shown)

    def _repr_html_(self) -> str:
        return html_table(self.columns, self._cells())


def _word(cell: object) -> str:
    return "" if cell is None else safe(str(cell))
