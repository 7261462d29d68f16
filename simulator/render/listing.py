"""A tuple that shows itself as a table: what results of the public API hold several of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.model.by_value import by_value
from simulator.render.dataframe import dataframe
from simulator.render.notebook import html_table
from simulator.render.shown import Printed
from simulator.render.width import safe, width

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from simulator.render.dataframe import ColumnType

T = TypeVar("T")


class Listing(Printed, tuple[T, ...]):
    """Things in order: a tuple to all that work with them, a table to those who look at it.

    `columns` are the heads; `row` gives the cells of one thing, when somebody looks. `frame` are the columns of its
    DataFrame, and `record` gives the cells of one thing there.
    """

    columns: tuple[str, ...]
    frame: Mapping[str, ColumnType]
    _row: Callable[[T], Sequence[object]]
    _record: Callable[[T], Sequence[object]]

    @classmethod
    def of(
        cls,
        things: Iterable[T],
        columns: Sequence[str],
        row: Callable[[T], Sequence[object]],
        frame: Mapping[str, ColumnType],
        record: Callable[[T], Sequence[object]],
    ) -> Listing[T]:
        """A table of things."""
        found = cls(things)
        found.columns, found._row, found.frame, found._record = tuple(columns), row, dict(frame), record
        return found

    @cached_property
    def _cells(self) -> list[Sequence[object]]:
        return [tuple(self._row(one)) for one in self]

    @cached_property
    def _records(self) -> list[Sequence[object]]:
        return [tuple(self._record(one)) for one in self]

    def _value(self) -> Hashable:
        return by_value(tuple(self))

    def __eq__(self, other: object) -> bool:
        return self._value() == other._value() if isinstance(other, Listing) else tuple.__eq__(self, other)

    __hash__ = Printed.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is pickled: with its cells, since what makes them is a function."""
        return _listed, (tuple(self), self.columns, self._cells, self.frame, self._records)

    @property
    def records(self) -> list[Sequence[object]]:
        """The cells of its DataFrame, a list for each thing."""
        return self._records

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row for each (its columns: docs/api.md). Raises MissingExtraError."""
        return dataframe(self._records, self.frame)

    def __str__(self) -> str:
        lines = [self.columns, *([_word(cell) for cell in cells] for cells in self._cells)]
        wide = [max(width(line[at]) for line in lines) for at in range(len(self.columns))]
        shown = ("  ".join(cell + " " * (wide[at] - width(cell)) for at, cell in enumerate(line)) for line in lines)
        return "".join(f"{line.rstrip()}\n" for line in shown)

    def _repr_html_(self) -> str:
        return html_table(self.columns, self._cells)


def _word(cell: object) -> str:
    return "" if cell is None else safe(str(cell))


def _listed(things: tuple[Any, ...], columns: tuple[str, ...], cells: Any, frame: Any, records: Any) -> Listing[Any]:
    found: Listing[Any] = Listing(things)
    found.columns, found.frame = columns, frame
    vars(found).update(_cells=cells, _records=records)
    return found
