"""An absorbing chain: what comes of it, solved component by component, each after those that it leads to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from simulator.exploring.conclusions.circles import components
from simulator.exploring.expecting.solving import solved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from simulator.exploring.expecting.masses import Masses

    ArcMeasure = Callable[["ChainArc"], tuple[float, float]]
    ArcGain = Callable[["ChainArc", Sequence[list[float]]], float]

NOBODY: Mapping[int, float] = {}


class ChainArc(NamedTuple):
    """One way on: `chance`, and the sums of its ms and of their squares; `dest` below 0 is an end, -1 the first.

    `part` says where the time goes: ring, ivr or talk. `entry`: an entry was made; `person`: somebody answered leg B.
    `met` is the state whose entry ended at its beginning, so that nobody is counted there; below 0 there is none.
    `name` is the input class, `keys` the keys of its entries, `asks` the questions to the webhook and `goal` those who
    reach a goal, each times the chance: also of callers who hang up after that, who are `late` on the arc of theirs.
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
    name: str = ""
    keys: float = 0.0
    asks: float = 0.0
    goal: float = 0.0
    late: float = 0.0
    law: Masses | None = None


def never(_arc: ChainArc) -> bool:
    """No arc stops anybody."""
    return False


class Moments(NamedTuple):
    """A mean and a variance."""

    mean: float
    variance: float


@define
class Chain:
    """States from 0 (where all begin), arcs between them and to `ends`; `trapped` are the states that nobody leaves.

    `owners` are the points that states belong to.
    """

    size: int
    arcs: Sequence[ChainArc]
    ends: Sequence[tuple[str, str]]
    owners: Sequence[int] = ()
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

    @property
    def order(self) -> Sequence[Sequence[int]]:
        """The components, each after those that it leads to."""
        return self._order

    @property
    def leaving(self) -> Sequence[Sequence[ChainArc]]:
        """The arcs that leave each state."""
        return self._leaving

    def visits(self, stops: Callable[[ChainArc], bool] = never) -> list[float]:
        """How often each state is come to, on average; of those trapped, by how many callers at all.

        Nobody is counted any more who has taken an arc that `stops`.
        """
        found = [0.0] * self.size
        found[0] = 1.0
        for part in reversed(self._order):
            if not self.trapped.intersection(part):
                inside = set(part)
                turned = [(dest, source, share) for source, dest, share in self._inner(part, stops)]
                values = solved(part, turned, [[found[state] for state in part]])[0]
                for state, value in zip(part, values, strict=True):
                    found[state] = value
                    for arc in self._leaving[state]:
                        if arc.dest >= 0 and arc.dest not in inside and not stops(arc):
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

    def moments(self, *measures: ArcMeasure) -> list[Moments]:
        """The mean and the variance of each measure that adds up on the way, of those who are not trapped.

        A measure gives for an arc the sums of it and of its squares, times the chance of the arc.
        """
        free = [1.0] * self.size
        if self.trapped:
            (free,) = self._backward([lambda arc, _ahead: arc.chance if arc.dest < 0 else 0.0])

        def first(of: ArcMeasure) -> ArcGain:
            return lambda arc, _ahead: of(arc)[0] * (1.0 if arc.dest < 0 else free[arc.dest])

        means = self._backward([first(of) for of in measures])

        def second(of: ArcMeasure, mean: list[float]) -> ArcGain:
            def gain(arc: ChainArc, _ahead: Sequence[list[float]]) -> float:
                once, twice = of(arc)
                return twice if arc.dest < 0 else twice * free[arc.dest] + 2 * once * mean[arc.dest]

            return gain

        squares = self._backward([second(*pair) for pair in zip(measures, means, strict=True)])
        if free[0] < 1e-12:
            return [Moments(0.0, 0.0) for _ in measures]
        middles = [mean[0] / free[0] for mean in means]
        return [
            Moments(middle, max(square[0] / free[0] - middle * middle, 0.0))
            for middle, square in zip(middles, squares, strict=True)
        ]

    def ever(self, hits: Callable[[ChainArc], bool]) -> float:
        """Which share of callers takes one of some arcs, sooner or later; in a trap they take every one."""
        caught = {state: 1.0 for part in self.closed_parts if self.has(part, hits) for state in part}
        return self.ahead(hits, hits, caught)[0]

    def ahead(
        self, hits: Callable[[ChainArc], bool], stops: Callable[[ChainArc], bool], caught: Mapping[int, float] = NOBODY
    ) -> list[float]:
        """From each state, which share takes an arc that `hits` before one that `stops`."""
        return self._backward([lambda arc, _ahead: arc.chance if hits(arc) else 0.0], stops, caught)[0]

    def has(self, part: Sequence[int], hits: Callable[[ChainArc], bool]) -> bool:
        """Whether such an arc leaves one of these states."""
        return any(hits(arc) for state in part for arc in self._leaving[state])

    def _backward(
        self,
        gains: Sequence[ArcGain],
        stops: Callable[[ChainArc], bool] = never,
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
            for number, values in enumerate(solved(part, inner, rights)):
                for state, value in zip(part, values, strict=True):
                    found[number][state] = value
        return found

    def _inner(self, part: Sequence[int], stops: Callable[[ChainArc], bool] = never) -> list[tuple[int, int, float]]:
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
