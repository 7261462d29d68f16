"""An absorbing chain: what comes of it, solved component by component, each after those that it leads to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field

from simulator.exploring.conclusions.circles import components
from simulator.exploring.expecting.equations import Equations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from simulator.exploring.expecting.masses import Masses

    Hits = Callable[["ChainArc"], bool]
    _Gain = tuple[int, float]

ArcSums = tuple[int, int, float, float]
"""An arc by number that adds to a measure: where it leads, and the sums of the measure and of its squares."""
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
    _taken: list[ChainArc] = field(init=False)
    _certain: list[float] = field(init=False)
    _equations: Equations = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._taken = [arc for arc in self.arcs if arc.chance > 0]
        self._certain = [arc.chance for arc in self._taken]
        self._leaving = [[] for _ in range(self.size)]
        for arc in self._taken:
            self._leaving[arc.source].append(arc)
        onward = [[arc.dest for arc in arcs if arc.dest >= 0] for arcs in self._leaving]
        self._order = components(onward)
        self.closed_parts = [part for part in self._order if _closed(part, self._leaving)]
        self.trapped = frozenset(state for part in self.closed_parts for state in part)
        self._equations = Equations(self.size, [(arc.source, arc.dest) for arc in self._taken], self._order)

    @property
    def order(self) -> Sequence[Sequence[int]]:
        """The components, each after those that it leads to."""
        return self._order

    @property
    def leaving(self) -> Sequence[Sequence[ChainArc]]:
        """The arcs that leave each state."""
        return self._leaving

    def visits(self, stops: Hits | None = None) -> list[float]:
        """How often each state is come to, on average; of those trapped, by how many callers at all.

        Nobody is counted any more who has taken an arc that `stops`.
        """
        return self._equations.forward(self._chances(stops), self.trapped)

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

    def timed(self, *parts: str) -> list[ArcSums]:
        """The ms in these parts of a call, as a measure; all of them without any."""
        arcs = enumerate(self._taken)
        return [(at, arc.dest, arc.first, arc.second) for at, arc in arcs if not parts or arc.part in parts]

    def entered(self) -> list[ArcSums]:
        """The entries, as a measure."""
        return [(at, arc.dest, arc.chance, arc.chance) for at, arc in enumerate(self._taken) if arc.entry]

    def moments(self, *measures: Sequence[ArcSums]) -> list[Moments]:
        """The mean and the variance of each measure that adds up on the way, of those who are not trapped."""
        free = [1.0] * self.size
        if self.trapped:
            free = self._backward([self._hit(lambda arc: arc.dest < 0)])[0]
        means = self._backward([_once(sums, free) for sums in measures])
        squares = self._backward([_twice(*pair, free) for pair in zip(measures, means, strict=True)])
        if free[0] < 1e-12:
            return [Moments(0.0, 0.0) for _ in measures]
        middles = [mean[0] / free[0] for mean in means]
        return [
            Moments(middle, max(square[0] / free[0] - middle * middle, 0.0))
            for middle, square in zip(middles, squares, strict=True)
        ]

    def ever(self, hits: Hits) -> float:
        """Which share of callers takes one of some arcs, sooner or later; in a trap they take every one."""
        caught = {state: 1.0 for part in self.closed_parts if self.has(part, hits) for state in part}
        return self.ahead(hits, hits, caught)[0]

    def ahead(self, hits: Hits, stops: Hits, caught: Mapping[int, float] = NOBODY) -> list[float]:
        """From each state, which share takes an arc that `hits` before one that `stops`."""
        return self._backward([self._hit(hits)], stops, caught)[0]

    def _hit(self, hits: Hits) -> Iterator[_Gain]:
        """The chances of the arcs that are meant."""
        return ((number, arc.chance) for number, arc in enumerate(self._taken) if hits(arc))

    def has(self, part: Sequence[int], hits: Hits) -> bool:
        """Whether such an arc leaves one of these states."""
        return any(hits(arc) for state in part for arc in self._leaving[state])

    def _backward(
        self,
        gains: Iterable[Iterable[_Gain]],
        stops: Hits | None = None,
        caught: Mapping[int, float] = NOBODY,
    ) -> list[list[float]]:
        """What is still to come at each state: the gain of an arc, and what is to come where it leads."""
        known = {state: caught.get(state, 0.0) for state in self.trapped}
        return self._equations.backward(gains, self._chances(stops), known)

    def _chances(self, stops: Hits | None) -> list[float]:
        """Those of all arcs, none where one stops."""
        if stops is None:
            return self._certain
        return [0.0 if stops(arc) else arc.chance for arc in self._taken]


def _closed(part: Sequence[int], leaving: Sequence[Sequence[ChainArc]]) -> bool:
    inside = set(part)
    return all(arc.dest in inside for state in part for arc in leaving[state])


def _once(sums: Iterable[ArcSums], free: Sequence[float]) -> Iterator[_Gain]:
    return ((number, once if dest < 0 else once * free[dest]) for number, dest, once, _ in sums)


def _twice(sums: Iterable[ArcSums], mean: Sequence[float], free: Sequence[float]) -> Iterator[_Gain]:
    for number, dest, once, twice in sums:
        yield number, twice if dest < 0 else twice * free[dest] + 2 * once * mean[dest]
