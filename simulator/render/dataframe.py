"""Tables for pandas, which is imported only where somebody asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def dataframe(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Any:
    """A `pandas.DataFrame`. Raises MissingExtraError."""
    try:
        from pandas import DataFrame
    except ImportError:
        raise MissingExtraError(
            "a DataFrame needs pandas, which is not installed: pip install callflow-simulator[notebook]"
        ) from None
    return DataFrame(list(rows), columns=list(columns))
