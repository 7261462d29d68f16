"""The shortest way to each point: fewest keys, then fewest moves, as `callflow run` takes it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from simulator.exploring.search.as_keys import ASKED, Did, way_of
from simulator.model.assumptions import Assumptions
from simulator.model.behaviour.input_class import HANGUP
from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import NONE, shortest_paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.way import Way
    from simulator.planning.paths import Paths


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
        return shortest_paths(BareGraph(len(points), 0, arcs, ends))

    def moves_to(self, point: int) -> tuple[int, ...]:
        """The moves of the shortest way to a point; none where Ctrl-C came between the point and the move to it."""
        return self.paths.to(point) or ()

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
        far = (len(moves), len(moves))
        known = {n: (0, 0) if n == 0 else far for n, index in enumerate(last) if index == NONE}
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
        begins, path = self.behaviour.points[0].place, tuple(numbers)
        way = way_of(map(self._did, path), begins.leg == "A", self.settings)
        return evolve(way, path=path, at=self.behaviour.moves[path[0]].at if path else None)

    def _did(self, number: int) -> Did:
        move = self.behaviour.moves[number]
        kind = self.behaviour.points[move.source].place.kind
        asked = ASKED.get(kind, "nothing")
        return Did(asked, move.does, move.keys, move.ms, kind == "dial" and move.input_class == HANGUP)
