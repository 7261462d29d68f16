"""Doubt about what was found: walks in one session each, held against what exploration says comes of them.

Each input again and again, each circle round and round, then walks by chance from a seed. What is seen otherwise is
either the backend's memory of the session, which one word more tells apart, or no answer to rely on.
"""

from __future__ import annotations

from collections import deque
from itertools import chain, islice, product
from operator import itemgetter
from random import Random
from typing import TYPE_CHECKING, Protocol

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from simulator.exploring.search.pasts.memory import Memory, Word
    from simulator.exploring.search.probers import Seen, Stop
    from simulator.exploring.search.probes import Probe

    Known = dict[int, list[list[Probe]]]

LONGEST = 12
"""Inputs of a walk by chance from the beginning of a call."""
BEYOND = 5
"""Inputs of a walk by chance that goes on from one input at one point, at most."""
MOST_WALKS = 2_000
"""Walks by chance after which enough was asked."""


class Believed(Protocol):
    """What an exploration found: a call that came to each point, and where each input leads."""

    access: dict[int, Stop]
    taken: dict[tuple[int, Probe], tuple[int, Seen]]


@frozen
class Surprise:
    """A walk whose last input is not answered as foreseen; `steady`: it is answered so each time."""

    path: Word
    points: tuple[int, ...]
    seen: Seen
    foreseen: Seen
    steady: bool


@define
class Doubts:
    """The walks through what an exploration found; `rounds` are made of each input and circle, `random` by chance."""

    explorer: Believed
    memory: Memory
    rounds: int = 4
    random: int = 60
    late: Callable[[], bool] = lambda: False
    walks: int = field(init=False, default=0)

    def surprise(self) -> Surprise | None:
        """The first walk that is not seen as foreseen; None where all are, or time is over."""
        tried: set[Word] = set()
        for path in self._paths():
            if self.late():
                return None
            if path and path not in tried:
                tried.add(path)
                self.walks += 1
                if found := self._held(path):
                    return found
        return None

    def _held(self, path: Word) -> Surprise | None:
        """A walk held against what is known of it."""
        seen, points, point = self.memory.walk(path), [], 0
        for number, probe in enumerate(path):
            dest, foreseen = self.explorer.taken[point, probe]
            points.append(point)
            now = seen[number]
            if now != foreseen:
                short = path[: number + 1]
                again = [self.memory.prober.walk(short) for _ in range(2)]
                steady = all(one == seen[: number + 1] for one in again)
                return Surprise(short, tuple(points), now, foreseen, steady)
            point = dest
        return None

    def _paths(self) -> Iterator[Word]:
        known = self._known()
        for point, stop in self.explorer.access.items():
            for probe in chain(*known.get(point, ())):
                again = tuple(self._again(point, probe))
                if len(again) > 1:
                    yield (*stop.path, *again)
        for point, stop in self.explorer.access.items():
            circle = self._circle(point, known)
            yield (*stop.path, *(circle * self.rounds)) if circle else ()
        for number in range(self.random):
            yield tuple(self._chance(Random(f"walk {number}"), known, 0, LONGEST))
        yield from islice(self._told_apart(known), MOST_WALKS)
        taken = list(self.explorer.taken)
        for number in range(min(2 * len(taken), MOST_WALKS)):
            chance = Random(f"beyond {number}")
            point, probe = chance.choice(taken)
            on = self._chance(chance, known, self.explorer.taken[point, probe][0], chance.randint(1, BEYOND))
            yield (*self.explorer.access[point].path, probe, *on)

    def _told_apart(self, known: Known) -> Iterator[Word]:
        """After each input that leads to a known point by another way, each input and then each word.

        Inputs that are answered alike are likely the same: the first of them is done before the others.
        """
        ways = [(point, probe) for point, groups in known.items() for probe in map(itemgetter(0), groups)]
        for point, probe in dict.fromkeys((*ways, *self.explorer.taken)):
            path, dest = (*self.explorer.access[point].path, probe), self.explorer.taken[point, probe][0]
            if dest in known and self.explorer.access[dest].path != path:
                for then, word in product(known[dest], self.memory.words):
                    yield self._foreseen((*path, then[0], *word))

    def _foreseen(self, path: Word) -> Word:
        """As much of a walk as it is known what comes of."""
        point = 0
        for number, probe in enumerate(path):
            if (point, probe) not in self.explorer.taken:
                return path[:number]
            point = self.explorer.taken[point, probe][0]
        return path

    def _known(self) -> Known:
        """The inputs of which it is known at each point what comes of them; what is answered alike stands together."""
        found: dict[int, dict[Hashable, list[Probe]]] = {}
        for (point, probe), outcome in self.explorer.taken.items():
            found.setdefault(point, {}).setdefault(outcome, []).append(probe)
        return {point: list(groups.values()) for point, groups in found.items()}

    def _again(self, point: int, probe: Probe) -> Iterator[Probe]:
        """The same input, as often as it can be done in a row."""
        for _ in range(self.rounds):
            if (point, probe) not in self.explorer.taken:
                return
            yield probe
            point = self.explorer.taken[point, probe][0]

    def _circle(self, start: int, known: Known) -> Word:
        """The fewest inputs that lead from a point back to it; none where there are not."""
        came: dict[int, Word] = {start: ()}
        waiting = deque([start])
        while waiting:
            point = waiting.popleft()
            for probe in chain(*known.get(point, ())):
                dest = self.explorer.taken[point, probe][0]
                if dest == start:
                    return (*came[point], probe)
                if dest not in came:
                    came[dest] = (*came[point], probe)
                    waiting.append(dest)
        return ()

    def _chance(self, chance: Random, known: Known, point: int, most: int) -> Iterator[Probe]:
        """Inputs by chance: which way first, then by which input, so that what few do is done as often as the rest."""
        for _ in range(most):
            if point not in known:
                return
            probe = chance.choice(chance.choice(known[point]))
            yield probe
            point = self.explorer.taken[point, probe][0]


def learned(found: Surprise, explorer: Believed, memory: Memory) -> bool:
    """Learn the word that tells the pasts apart which the surprise shows to be two; False where nothing can be learned.

    The walk is begun at ever later points, by the way on which exploration came there: somewhere on it what is seen at
    its end changes from the surprise to what was foreseen, and there two pasts were taken for one.
    """

    def as_foreseen(at: int) -> bool:
        way = (*explorer.access[found.points[at]].path, *found.path[at:])
        seen = memory.walk(way)
        return len(seen) == len(way) and seen[-1] == found.foreseen

    low, high = 0, len(found.path) - 1
    if high < 1 or not as_foreseen(high):
        return False
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if as_foreseen(middle) else (middle, high)
    return memory.learn(found.path[high:])
