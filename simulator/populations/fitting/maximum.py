"""The maximum of a likelihood of a few parameters, and what its curvature says of their errors: plain Newton steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Vector = list[float]
    Matrix = list[list[float]]
    Function = Callable[[Sequence[float]], float]

STEP = 1e-3
"""How far apart points are of which differences are taken: the parameters are of the order of 1."""
ROUNDS, HALVES, CLOSE = 40, 25, 1e-7


def maximum(function: Function, start: Sequence[float]) -> tuple[Vector, Matrix | None]:
    """Where a function is largest near `start`, and the covariance there; None where it is flat in some direction."""
    at, best = list(start), function(start)
    for _ in range(ROUNDS):
        slope, bend = _slope(function, at), _bend(function, at, best)
        towards = solved(bend, [[one] for one in slope])
        step = [-row[0] for row in towards] if towards is not None else slope
        if sum(one * part for one, part in zip(slope, step, strict=True)) < 0:
            step = slope  # a saddle: uphill all the same
        moved, found = _uphill(function, at, best, step)
        near = max(abs(one - other) for one, other in zip(moved, at, strict=True)) < CLOSE
        at, best = moved, found
        if near:
            break
    return at, _covariance(_bend(function, at, best))


def _uphill(function: Function, at: Vector, best: float, step: Sequence[float]) -> tuple[Vector, float]:
    """The first point on the way, halved again and again, that is no lower."""
    part = min(1.0, 1 / max(max(map(abs, step)), 1e-12))
    for _ in range(HALVES):
        there = [one + part * more for one, more in zip(at, step, strict=True)]
        if (found := function(there)) >= best:
            return there, found
        part /= 2
    return at, best


def _moved(at: Sequence[float], *steps: tuple[int, float]) -> Vector:
    found = list(at)
    for number, step in steps:
        found[number] += step
    return found


def _slope(function: Function, at: Sequence[float]) -> Vector:
    return [
        (function(_moved(at, (one, STEP))) - function(_moved(at, (one, -STEP)))) / (2 * STEP) for one in range(len(at))
    ]


def _bend(function: Function, at: Sequence[float], here: float) -> Matrix:
    size = len(at)
    found = [[0.0] * size for _ in at]
    for one in range(size):
        up, down = function(_moved(at, (one, STEP))), function(_moved(at, (one, -STEP)))
        found[one][one] = (up - 2 * here + down) / STEP**2
        for other in range(one):
            corners = [
                function(_moved(at, (one, a * STEP), (other, b * STEP))) * a * b for a in (1, -1) for b in (1, -1)
            ]
            found[one][other] = found[other][one] = sum(corners) / (4 * STEP**2)
    return found


def _covariance(bend: Matrix) -> Matrix | None:
    size = len(bend)
    unit = [[float(row == column) for column in range(size)] for row in range(size)]
    found = solved([[-one for one in row] for row in bend], unit)
    return found if found is not None and all(found[at][at] > 0 for at in range(size)) else None


def solved(matrix: Matrix, right: Matrix) -> Matrix | None:
    """What a matrix makes the right side of, by elimination; None where it has no inverse."""
    rows = [[*row, *more] for row, more in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        if abs(rows[pivot][at]) < 1e-12:
            return None
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [one / rows[at][at] for one in rows[at]]
        for row in range(size):
            if row != at:
                rows[row] = [one - rows[row][at] * part for one, part in zip(rows[row], rows[at], strict=True)]
    return [row[size:] for row in rows]


def spread_of(function: Function, at: Sequence[float], covariance: Matrix) -> float:
    """The variance of a function of parameters, from theirs: by its slope."""
    slope = [
        (function(_moved(at, (one, width))) - function(_moved(at, (one, -width)))) / (2 * width)
        for one, width in enumerate(max(abs(one), 1e-3) * 1e-4 for one in at)
    ]
    size = range(len(at))
    return sum(slope[one] * covariance[one][other] * slope[other] for one in size for other in size)
