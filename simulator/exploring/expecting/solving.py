"""Linear equations of one component of a chain: exact for small ones, by rounds or by numpy for large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGE = 60
"""States of a component from which on numpy solves it, where it is installed."""
ROUNDS = 4000
"""Rounds after which what is still not settled is solved by elimination."""
EXACT = 1e-15
"""What the last rounds may still change, as a share of the largest value."""


def solved(
    rows: Sequence[int], columns: Sequence[int], shares: Sequence[float], rights: Sequence[list[float]]
) -> list[list[float]]:
    """The x of x[row] = (sum of share times x[column]) + right[row], for each right side."""
    size = len(rights[0])
    if size >= LARGE:
        try:
            import numpy
        except ImportError:
            return _eliminated(_matrix(size, rows, columns, shares), rights)
        return _large(numpy, rows, columns, shares, rights)
    return _eliminated(_matrix(size, rows, columns, shares), rights)


def _matrix(size: int, rows: Sequence[int], columns: Sequence[int], shares: Sequence[float]) -> list[list[float]]:
    found = [[float(one == other) for other in range(size)] for one in range(size)]
    for row, column, share in zip(rows, columns, shares, strict=True):
        found[row][column] -= share
    return found


def _large(
    numpy: Any, rows: Sequence[int], columns: Sequence[int], shares: Sequence[float], rights: Sequence[list[float]]
) -> list[list[float]]:
    """Round by round, each of which is one more step of the callers; elimination where most stay for long."""
    ones, others, parts = numpy.array(rows), numpy.array(columns), numpy.array(shares)
    size, found = len(rights[0]), []
    for right in rights:
        whole = step = numpy.array(right)
        for _ in range(ROUNDS):
            step = numpy.bincount(ones, parts * step[others], size)
            whole = whole + step
            if abs(step).max() <= EXACT * abs(whole).max():
                break
        else:
            matrix = numpy.eye(size)
            numpy.subtract.at(matrix, (ones, others), parts)
            return [list(map(float, column)) for column in numpy.linalg.solve(matrix, numpy.array(rights).T).T]
        found.append(list(map(float, whole)))
    return found


def _eliminated(rows: list[list[float]], rights: Sequence[list[float]]) -> list[list[float]]:
    """Gauss, from the diagonal, which outweighs its row in a chain that is left at last."""
    size, sides = len(rows), [list(one) for one in rights]
    for pivot in range(size):
        row = rows[pivot]
        for below in range(pivot + 1, size):
            other = rows[below]
            if other[pivot]:
                part = other[pivot] / row[pivot]
                for column in range(pivot, size):
                    if row[column]:
                        other[column] -= part * row[column]
                for side in sides:
                    side[below] -= part * side[pivot]
    for pivot in reversed(range(size)):
        row = rows[pivot]
        for side in sides:
            side[pivot] = (side[pivot] - sum(row[at] * side[at] for at in range(pivot + 1, size))) / row[pivot]
    return sides
