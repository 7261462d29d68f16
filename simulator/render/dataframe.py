"""Tables for pandas, which is imported only where somebody asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from simulator.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from simulator.model.behaviour.way import Way

ColumnType = Literal["text", "whole", "number", "truth"]
TYPES: Mapping[ColumnType, str] = {"text": "string", "whole": "Int64", "number": "Float64", "truth": "boolean"}
"""What a column holds, and the type of pandas for it: each of them can say that a value is missing."""


def dataframe(rows: Iterable[Sequence[Any]], columns: Mapping[str, ColumnType]) -> Any:
    """A `pandas.DataFrame`; None is a missing value. Raises MissingExtraError."""
    pandas, found = _pandas(), list(rows)
    return pandas.DataFrame(
        {
            name: pandas.array([row[at] for row in found], dtype=TYPES[holds])
            for at, (name, holds) in enumerate(columns.items())
        }
    )


def frame_of(columns: Mapping[str, Any]) -> Any:
    """A `pandas.DataFrame` of whole columns. Raises MissingExtraError."""
    return _pandas().DataFrame(columns)


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise MissingExtraError(
            "a DataFrame needs pandas, which is not installed: pip install callflow-simulator[notebook]"
        ) from None
    return pandas


WAY: Mapping[str, ColumnType] = {"keys": "text", "legs": "text"}
"""The columns of a way: the key script, and what each dial comes to, with commas between."""


def way_cells(way: Way | None) -> tuple[str | None, str | None]:
    """The cells of a way; missing where it has none."""
    return (None, None) if way is None else (way.dtmf or None, ", ".join(way.legs) or None)
