"""What a kind of finding is, and what it may look at.

A file here declares `CODE`, `SEVERITY` and `find(sight)`, which yields findings. Its docstring has a first line that
names it, then `## What`, `## Why`, `## Wrong` and `## Right`: what `callflow explain` prints. Places of which nothing
is known (open ones, and where the simulator stopped) are never held against a flow.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from simulator.exploring.conclusions.circles import circles, reaching
from simulator.model.behaviour.explored import Discovery
from simulator.model.behaviour.input_class import DONE, HANGUP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from simulator.exploring.search.routes import Routes
    from simulator.model.behaviour.behaviour import Behaviour, Move, Place
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.behaviour.way import Way
    from simulator.model.diagnostic import Diagnostic, Severity


@frozen
class Remark:
    """A finding before it has its code: `severity` only where it is not that of its kind."""

    place: str
    message: str
    hint: str
    way: Way
    line: int = 0
    severity: Severity | None = None


@frozen
class RowWords:
    """A row of the table in words, and its line in the flow file."""

    words: str
    line: int


@frozen(eq=False)
class Sight:
    """A behaviour, the ways through it, the rows of the table by their number, what lints say, what invariants came to.

    `flaws` has each finding once, with the index of the move that brings such a reply with the fewest keys.
    """

    behaviour: Behaviour
    routes: Routes
    rows: Mapping[int, RowWords] = field(factory=dict)
    flaws: Sequence[tuple[int, Diagnostic]] = ()
    invariants: Sequence[Judgement] = ()

    def place(self, point: int) -> Place:
        """The place of a point."""
        return self.behaviour.points[point].place

    def moves(self, point: int) -> Iterator[Move]:
        """The moves that leave a point."""
        return (self.behaviour.moves[index] for index in self.behaviour.leaving[point])

    def first_tries(self) -> Iterator[tuple[int, Place, Sequence[int]]]:
        """Each capture at a first try: its point, its place, and the indices of its moves. Each place once.

        Places where the backend answers now so, now so, are left out: what a key does there is chance.
        """
        seen = {found.place for found in self.behaviour.unstable}
        for number, point in enumerate(self.behaviour.points):
            if point.place.kind == "capture" and not point.tries and point.place.id not in seen:
                seen.add(point.place.id)
                yield number, point.place, self.behaviour.leaving[number]

    @property
    def so_far(self) -> str:
        """What stands behind a message that something is nowhere, where that is known of what was tried only."""
        known = self.behaviour.known == "proved" and not self.behaviour.instants
        return "" if known else ", in all that was tried"

    def twins(self, point: int) -> Iterator[int]:
        """A point, and where the clock decides those that calls stand at which began at other instants."""
        yield point
        if self.behaviour.instants:
            same = self.behaviour.points[point]
            yield from (at for at, one in enumerate(self.behaviour.points) if one == same and at != point)

    @property
    def walked(self) -> str:
        """What stands behind a message of a circle: how often it was walked before it is said to have no end."""
        rounds = self.behaviour.rounds
        return (
            f" (walked {rounds} {'time' if rounds == 1 else 'times'} in one session; --walks N walks on)"
            if rounds
            else ""
        )

    @cached_property
    def free(self) -> frozenset[int]:
        """The points from which a call can end without the caller hanging up, or of which that is not known."""
        points = self.behaviour.points
        ends = {number for number, point in enumerate(points) if point.place.is_end}
        steps = ((m.source, m.dest) for m in self.behaviour.moves if m.input_class != HANGUP)
        return reaching(len(points), steps, sorted(ends | self.behaviour.open))

    @cached_property
    def idle(self) -> list[list[int]]:
        """The circles that a call goes round without any input."""
        return self._circles(lambda move: move.input_class == DONE)

    @cached_property
    def traps(self) -> list[list[int]]:
        """The circles that a call never leaves unless the caller hangs up, those without input left out."""
        free, idle = self.free, {point for circle in self.idle for point in circle}
        found = self._circles(lambda move: move.source not in free and move.input_class != HANGUP)
        return [circle for circle in found if self._closed(circle) and not idle & set(circle)]

    def _closed(self, circle: list[int]) -> bool:
        inside = set(circle)
        return all(m.dest in inside or m.input_class == HANGUP for point in circle for m in self.moves(point))

    def _circles(self, counts: Callable[[Move], bool]) -> list[list[int]]:
        onward: list[list[int]] = [[] for _ in self.behaviour.points]
        for move in self.behaviour.moves:
            if counts(move):
                onward[move.source].append(move.dest)
        return sorted(circles(onward))

    def places_of(self, circle: Sequence[int]) -> list[Place]:
        """The places of some points, each once."""
        return list({self.place(point).id: self.place(point) for point in circle}.values())


def discovery(code: str, severity: Severity, remark: Remark) -> Discovery:
    """A remark with its code."""
    return Discovery(code, remark.severity or severity, remark.message, remark.hint, remark.place, remark.way,
                     remark.line)  # fmt: skip
