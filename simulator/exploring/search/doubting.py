"""Doubt about what was found: walks in one session each, held against what exploration says comes of them.

Each input again and again, each circle round and round, then walks by chance from a seed. What is seen otherwise is
either the backend's memory of the session, which one word more tells apart, or no answer to rely on.
"""

from __future__ import annotations

from collections import deque
from random import Random
from typing import TYPE_CHECKING, Protocol

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.exploring.search.memory import Memory, Word
    from simulator.exploring.search.probers import Replaying, Seen, Stop
    from simulator.exploring.search.probes import Probe

LONGEST = 12
"""Inputs of a walk by chance."""


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
    prober: Replaying
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
        seen, points, point = self.prober.walk(path), [], 0
        for number, probe in enumerate(path):
            dest, foreseen = self.explorer.taken[point, probe]
            points.append(point)
            now = seen[number]
            if now != foreseen:
                short = path[: number + 1]
                again = [self.prober.walk(short) for _ in range(2)]
                steady = all(one == seen[: number + 1] for one in again)
                return Surprise(short, tuple(points), now, foreseen, steady)
            point = dest
        return None

    def _paths(self) -> Iterator[Word]:
        known = self._known()
        for point, stop in self.explorer.access.items():
            for probe in known.get(point, ()):
                again = tuple(self._again(point, probe))
                if len(again) > 1:
                    yield (*stop.path, *again)
        for point, stop in self.explorer.access.items():
            circle = self._circle(point, known)
            yield (*stop.path, *(circle * self.rounds)) if circle else ()
        for number in range(self.random):
            yield tuple(self._chance(Random(f"walk {number}"), known))

    def _known(self) -> dict[int, list[Probe]]:
        """The inputs of which it is known at each point what comes of them."""
        found: dict[int, list[Probe]] = {}
        for point, probe in self.explorer.taken:
            found.setdefault(point, []).append(probe)
        return found

    def _again(self, point: int, probe: Probe) -> Iterator[Probe]:
        """The same input, as often as it can be done in a row."""
        for _ in range(self.rounds):
            if (point, probe) not in self.explorer.taken:
                return
            yield probe
            point = self.explorer.taken[point, probe][0]

    def _circle(self, start: int, known: dict[int, list[Probe]]) -> Word:
        """The fewest inputs that lead from a point back to it; none where there are not."""
        came: dict[int, Word] = {start: ()}
        waiting = deque([start])
        while waiting:
            point = waiting.popleft()
            for probe in known.get(point, ()):
                dest = self.explorer.taken[point, probe][0]
                if dest == start:
                    return (*came[point], probe)
                if dest not in came:
                    came[dest] = (*came[point], probe)
                    waiting.append(dest)
        return ()

    def _chance(self, chance: Random, known: dict[int, list[Probe]]) -> Iterator[Probe]:
        point = 0
        for _ in range(LONGEST):
            if not known.get(point):
                return
            probe = chance.choice(known[point])
            yield probe
            point = self.explorer.taken[point, probe][0]


def learned(found: Surprise, explorer: Believed, memory: Memory) -> bool:
    """Learn the word that tells the pasts apart which the surprise shows to be two; False where nothing can be learned.

    The walk is begun at ever later points, by the way on which exploration came there: somewhere on it what is seen at
    its end changes from the surprise to what was foreseen, and there two pasts were taken for one.
    """

    def as_foreseen(at: int) -> bool:
        way = (*explorer.access[found.points[at]].path, *found.path[at:])
        seen = memory.prober.walk(way)
        return len(seen) == len(way) and seen[-1] == found.foreseen

    low, high = 0, len(found.path) - 1
    if high < 1 or not as_foreseen(high):
        return False
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if as_foreseen(middle) else (middle, high)
    return memory.learn(explorer.access[found.points[high]].key, found.path[high:])
