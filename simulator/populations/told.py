"""What is told of the columns of many callers, whether numpy keeps them or plain arrays do."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import Any

from simulator.exploring.expecting.chain import Moments


def counted(column: Any) -> Counter[int]:
    """How often each number is in a column."""
    if hasattr(column, "dtype"):
        from numpy import unique

        numbers, counts = unique(column, return_counts=True)
        return Counter(dict(zip(numbers.tolist(), counts.tolist(), strict=True)))
    return Counter(column)


def callers_with(column: Any, number: int) -> list[int]:
    """The callers who have a number in a column."""
    if hasattr(column, "dtype"):
        found: list[int] = (column == number).nonzero()[0].tolist()
        return found
    return [at for at, one in enumerate(column) if one == number]


def moments(column: Any, unit: int = 1) -> Moments:
    """The mean and the variance of a column, `unit` of which are one."""
    if hasattr(column, "dtype"):
        return Moments(float(column.mean()) / unit, float(column.var()) / unit**2)
    middle = fsum(column) / len(column)
    return Moments(middle / unit, fsum((one - middle) ** 2 for one in column) / len(column) / unit**2)


def without(column: Any, *parts: Any) -> Any:
    """A column less what is in others."""
    if hasattr(column, "dtype"):
        return column - sum(parts)
    return type(column)(column.typecode, [one - sum(some) for one, *some in zip(column, *parts, strict=True)])


def joined(columns: list[Any]) -> Any:
    """Columns one after another, as the first is kept."""
    if hasattr(columns[0], "dtype"):
        from numpy import concatenate

        return concatenate(columns)
    found = columns[0][:]
    for one in columns[1:]:
        found.extend(one if isinstance(one, type(found)) else one.tolist())
    return found
