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

Inner = tuple[int, int, float]
"""An equation's state, another state of the component, and how often that counts in it."""


def solved(part: Sequence[int], inner: Sequence[Inner], rights: Sequence[list[float]]) -> list[list[float]]:
    """The x of x = (sum of share times x at the other state) + right, for each right side."""
    if not inner:
        return list(rights)
    at = {state: number for number, state in enumerate(part)}
    if len(part) >= LARGE:
        try:
            import numpy
        except ImportError:
            return _eliminated(_rows(at, inner), rights)
        return _large(numpy, at, inner, rights)
    return _eliminated(_rows(at, inner), rights)


def _rows(at: dict[int, int], inner: Sequence[Inner]) -> list[list[float]]:
    rows = [[float(one == other) for other in range(len(at))] for one in range(len(at))]
    for source, dest, share in inner:
        rows[at[source]][at[dest]] -= share
    return rows


def _large(numpy: Any, at: dict[int, int], inner: Sequence[Inner], rights: Sequence[list[float]]) -> list[list[float]]:
    """Round by round, each of which is one more step of the callers; elimination where most stay for long."""
    ones = numpy.array([at[source] for source, _, _ in inner])
    others = numpy.array([at[dest] for _, dest, _ in inner])
    shares = numpy.array([share for _, _, share in inner])
    found = []
    for right in rights:
        whole = step = numpy.array(right)
        for _ in range(ROUNDS):
            step = numpy.bincount(ones, shares * step[others], len(at))
            whole = whole + step
            if abs(step).max() <= EXACT * abs(whole).max():
                break
        else:
            matrix = numpy.eye(len(at))
            numpy.subtract.at(matrix, (ones, others), shares)
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
