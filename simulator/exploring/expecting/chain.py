"""An absorbing chain: what comes of it, solved component by component, each after those that it leads to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from simulator.exploring.conclusions.circles import components

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NOBODY: Mapping[int, float] = {}
LARGE = 60
"""States of a component from which on numpy solves it, where it is installed."""


class ChainArc(NamedTuple):
    """One way on: `chance`, and the sums of its ms and of their squares; `dest` below 0 is an end, -1 the first.

    `part` says where the time goes: ring, ivr or talk. `entry`: an entry was made; `person`: somebody answered leg B.
    `met` is the state whose entry ended at its beginning, so that nobody is counted there; below 0 there is none.
    """

    source: int
    dest: int
    chance: float
    first: float = 0.0
    second: float = 0.0
    part: str = "ivr"
    entry: bool = False
    person: bool = False
    met: int = -1


class Moments(NamedTuple):
    """A mean and a variance."""

    mean: float
    variance: float


@define
class Chain:
    """States from 0 (where all begin), arcs between them and to `ends`; `trapped` are the states that nobody leaves."""

    size: int
    arcs: Sequence[ChainArc]
    ends: Sequence[tuple[str, str]]
    closed_parts: list[list[int]] = field(init=False)
    trapped: frozenset[int] = field(init=False)
    _order: list[list[int]] = field(init=False)
    _leaving: list[list[ChainArc]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._leaving = [[] for _ in range(self.size)]
        for arc in self.arcs:
            if arc.chance > 0:
                self._leaving[arc.source].append(arc)
        onward = [[arc.dest for arc in arcs if arc.dest >= 0] for arcs in self._leaving]
        self._order = components(onward)
        self.closed_parts = [part for part in self._order if _closed(part, self._leaving)]
        self.trapped = frozenset(state for part in self.closed_parts for state in part)

    def visits(self) -> list[float]:
        """How often each state is come to, on average; of those trapped, by how many callers at all."""
        found = [0.0] * self.size
        found[0] = 1.0
        for part in reversed(self._order):
            if not self.trapped.intersection(part):
                inner = self._inner(part)
                turned = [(dest, source, share) for source, dest, share in inner]
                solved = _solved(part, turned, [[found[state] for state in part]])[0]
                for state, value in zip(part, solved, strict=True):
                    found[state] = value
                    for arc in self._leaving[state]:
                        if arc.dest >= 0 and arc.dest not in part:
                            found[arc.dest] += value * arc.chance
        return found

    def shares(self, visits: Sequence[float]) -> dict[tuple[str, str], float]:
        """Which share of callers comes to each end."""
        found: dict[tuple[str, str], float] = defaultdict(float)
        for arc in self.arcs:
            if arc.dest < 0:
                found[self.ends[-arc.dest - 1]] += visits[arc.source] * arc.chance
        return dict(found)

    def caught(self, visits: Sequence[float]) -> float:
        """Which share is trapped in the end."""
        return sum(visits[state] for state in self.trapped)

    def moments(self, of: Callable[[ChainArc], tuple[float, float]]) -> Moments:
        """The mean and the variance of what adds up on the way, of those who are not trapped.

        `of` gives for an arc the sums of it and of its squares, times the chance of the arc.
        """
        free = self._backward([lambda arc, _ahead: arc.chance if arc.dest < 0 else 0.0])[0]

        def first(arc: ChainArc, _ahead: Sequence[list[float]]) -> float:
            return of(arc)[0] * (1.0 if arc.dest < 0 else free[arc.dest])

        mean = self._backward([first])[0]

        def second(arc: ChainArc, _ahead: Sequence[list[float]]) -> float:
            once, twice = of(arc)
            return twice if arc.dest < 0 else twice * free[arc.dest] + 2 * once * mean[arc.dest]

        square = self._backward([second])[0]
        if free[0] < 1e-12:
            return Moments(0.0, 0.0)
        middle = mean[0] / free[0]
        return Moments(middle, max(square[0] / free[0] - middle * middle, 0.0))

    def ever(self, hits: Callable[[ChainArc], bool]) -> float:
        """Which share of callers takes one of some arcs, sooner or later; in a trap they take every one."""
        caught = {state: 1.0 for part in self.closed_parts if self._has(part, hits) for state in part}
        return self._backward([lambda arc, _ahead: arc.chance if hits(arc) else 0.0], hits, caught)[0][0]

    def _has(self, part: Sequence[int], hits: Callable[[ChainArc], bool]) -> bool:
        return any(hits(arc) for state in part for arc in self._leaving[state])

    def _backward(
        self,
        gains: Sequence[Callable[[ChainArc, Sequence[list[float]]], float]],
        stops: Callable[[ChainArc], bool] = lambda _arc: False,
        caught: Mapping[int, float] = NOBODY,
    ) -> list[list[float]]:
        """What is still to come at each state: the gain of an arc, and what is to come where it leads."""
        found = [[caught.get(state, 0.0) for state in range(self.size)] for _ in gains]
        for part in self._order:
            if self.trapped.intersection(part):
                continue
            inside = set(part)
            rights = [[0.0] * len(part) for _ in gains]
            for at, state in enumerate(part):
                for arc in self._leaving[state]:
                    for number, gain in enumerate(gains):
                        rights[number][at] += gain(arc, found)
                        if arc.dest >= 0 and arc.dest not in inside and not stops(arc):
                            rights[number][at] += arc.chance * found[number][arc.dest]
            inner = self._inner(part, stops)
            for number, solved in enumerate(_solved(part, inner, rights)):
                for state, value in zip(part, solved, strict=True):
                    found[number][state] = value
        return found

    def _inner(
        self, part: Sequence[int], stops: Callable[[ChainArc], bool] = lambda _arc: False
    ) -> list[tuple[int, int, float]]:
        """The arcs inside a component."""
        inside = set(part)
        return [
            (arc.source, arc.dest, arc.chance)
            for state in part
            for arc in self._leaving[state]
            if arc.dest in inside and not stops(arc)
        ]


def _closed(part: Sequence[int], leaving: Sequence[Sequence[ChainArc]]) -> bool:
    inside = set(part)
    return all(arc.dest in inside for state in part for arc in leaving[state])


def _solved(
    part: Sequence[int], inner: Sequence[tuple[int, int, float]], rights: Sequence[list[float]]
) -> list[list[float]]:
    """The x of x = (sum of share times x at the other state) + right, for each right side."""
    if not inner:
        return list(rights)
    at = {state: number for number, state in enumerate(part)}
    rows = [[float(one == other) for other in range(len(part))] for one in range(len(part))]
    for source, dest, share in inner:
        rows[at[source]][at[dest]] -= share
    if len(part) >= LARGE:
        try:
            import numpy
        except ImportError:
            return _eliminated(rows, rights)
        solved = numpy.linalg.solve(numpy.array(rows), numpy.array(rights).T)
        return [list(map(float, column)) for column in solved.T]
    return _eliminated(rows, rights)


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
