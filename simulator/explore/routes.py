"""The shortest way to each point: fewest keys, then fewest moves, as `callflow run` takes it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.model.assumptions import Assumptions
from simulator.model.input_class import HANGUP
from simulator.model.legs import parse_leg
from simulator.model.way import Way
from simulator.planning.graph import Arc, Graph
from simulator.planning.paths import shortest_paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.behaviour import Behaviour
    from simulator.planning.paths import Paths

PLAIN = "answered"
"""What a leg comes to where a way says nothing."""


@frozen(eq=False)
class Routes:
    """The ways through a behaviour; `settings` say how long legs ring."""

    behaviour: Behaviour
    settings: Assumptions = Assumptions()

    @cached_property
    def paths(self) -> Paths:
        """The shortest way to each point, as moves."""
        points = self.behaviour.points
        ends = frozenset(number for number, point in enumerate(points) if point.place.is_end)
        arcs = tuple(Arc(move.source, move.dest, move.keys) for move in self.behaviour.moves)
        return shortest_paths(Graph(len(points), 0, arcs, ends))

    def moves_to(self, point: int) -> tuple[int, ...]:
        """The moves of the shortest way to a point. Every point of a behaviour can be reached."""
        way = self.paths.to(point)
        assert way is not None  # points are found by walking
        return way

    def to(self, point: int, *more: int) -> Way:
        """The shortest way to a point, and on by these moves."""
        return self.way((*self.moves_to(point), *more))

    def shortest(self, points: Iterable[int]) -> int:
        """Of these points the one that is reached with the fewest keys, then moves; the first of them."""
        return min(points, key=lambda point: (self.cost(point), point))

    def cost(self, point: int) -> tuple[int, int]:
        """Keys and moves of the shortest way to a point."""
        return self._costs[point]

    @cached_property
    def _costs(self) -> tuple[tuple[int, int], ...]:
        moves, last = self.behaviour.moves, self.paths.last
        known: dict[int, tuple[int, int]] = {0: (0, 0)}
        for number in range(len(self.behaviour.points)):
            waiting = []
            while number not in known:
                waiting.append(number)
                number = moves[last[number]].source
            for back in reversed(waiting):
                keys, count = known[moves[last[back]].source]
                known[back] = (keys + moves[last[back]].keys, count + 1)
        return tuple(known[number] for number in range(len(self.behaviour.points)))

    def way(self, numbers: Iterable[int]) -> Way:
        """These moves, from the beginning of a call, as a way."""
        tokens: list[str] = []
        legs: list[str] = []
        keys = ms = count = 0
        for number in numbers:
            move = self.behaviour.moves[number]
            kind = self.behaviour.points[move.source].place.kind
            if kind == "dial":
                legs.append(move.does)
            elif kind == "capture":
                tokens.append(move.does)
            keys, ms, count = keys + move.keys, ms + move.ms, count + 1
            if kind == "dial" and move.input_class == HANGUP:
                tokens.append(f"hangup@{ms - self._rings(legs[0])}ms")
        while legs and legs[-1] == PLAIN:
            legs.pop()
        return Way(" ".join(tokens), tuple(legs), keys, count, ms)

    def _rings(self, first: str) -> int:
        """Ms from the beginning of a call until leg A answers: hang-ups are counted from there."""
        begins = self.behaviour.points[0].place
        return parse_leg(first).delay(self.settings) if begins.leg == "A" else 0
