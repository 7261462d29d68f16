"""All ways of a call through a behaviour and through the phases of an invariant, as one graph."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from simulator.exploring.invariants.happenings import of_move
from simulator.planning.graph import Arc, BareGraph
from simulator.planning.paths import shortest_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Move
    from simulator.model.flow.invariant import Invariant, ScopePhase
    from simulator.planning.paths import Paths

StepSort = Literal["on", "breaks", "met"]
"""A step goes on to a node, or at its end the invariant is broken, or has what it wants."""


@frozen(slots=False)
class WayStep:
    """One move between nodes; `hit`: what the invariant is about comes with it, in its scope."""

    source: int
    dest: int
    move: int
    hit: bool


@frozen(slots=False, eq=False)
class Ways:
    """Nodes (a point in a phase; the first is where calls begin) that can be reached, and the steps between them.

    Two nodes more come after these: `broken`, where steps end that break the invariant, and `met`.
    """

    behaviour: Behaviour
    nodes: Sequence[tuple[int, ScopePhase]]
    steps: Sequence[WayStep]

    @property
    def broken(self) -> int:
        """Where the invariant is broken."""
        return len(self.nodes)

    @property
    def met(self) -> int:
        """Where the invariant has what it wants, whatever comes."""
        return len(self.nodes) + 1

    @cached_property
    def paths(self) -> Paths:
        """The ways with the fewest keys, then moves, to each node."""
        return self._shortest(0, [step.dest for step in self.steps])

    def _shortest(self, start: int, dests: Iterable[int]) -> Paths:
        moves, ends = self.behaviour.moves, range(len(self.nodes), len(self.nodes) + 3)
        both = zip(self.steps, dests, strict=True)
        arcs = tuple(Arc(step.source, dest, moves[step.move].keys) for step, dest in both)
        return shortest_paths(BareGraph(ends.stop, start, arcs, frozenset(ends)))

    def round_from(self, node: int) -> tuple[int, ...]:
        """The moves of the shortest way from a node back to it, which there has to be."""
        back = self.met + 1
        paths = self._shortest(node, [back if step.dest == node else step.dest for step in self.steps])
        return self.moves_of(paths.to(back) or ())

    def to(self, node: int) -> tuple[int, ...] | None:
        """The moves of the shortest way to a node; None where none leads there."""
        way = self.paths.to(node)
        return None if way is None else self.moves_of(way)

    def moves_of(self, steps: Sequence[int]) -> tuple[int, ...]:
        """The moves of some steps."""
        return tuple(self.steps[number].move for number in steps)

    @cached_property
    def leaving(self) -> tuple[tuple[int, ...], ...]:
        """By node: the numbers of the steps that leave it."""
        found: list[list[int]] = [[] for _ in range(len(self.nodes) + 2)]
        for number, step in enumerate(self.steps):
            found[step.source].append(number)
        return tuple(map(tuple, found))


def ways_of(behaviour: Behaviour, invariant: Invariant, sort: Callable[[Move, ScopePhase, bool], StepSort]) -> Ways:
    """Everywhere that a call can be; `sort` says what a move comes to: its phase then, a hit or none."""
    nodes = [(0, invariant.begins)]
    numbers = {nodes[0]: 0}
    found: list[tuple[int, StepSort, int, int, bool]] = []
    for number, (point, phase) in enumerate(nodes):  # nodes are added as they are met
        for index in behaviour.leaving[point]:
            move = behaviour.moves[index]
            after, hit = _follow(behaviour, invariant, phase, move)
            where, dest = sort(move, after, hit), 0
            if where == "on":
                dest = numbers.setdefault((move.dest, after), len(nodes))
                if dest == len(nodes):
                    nodes.append((move.dest, after))
            found.append((number, where, dest, index, hit))
    ends = {"breaks": len(nodes), "met": len(nodes) + 1}
    steps = [WayStep(source, ends.get(where, dest), index, hit) for source, where, dest, index, hit in found]
    return Ways(behaviour, nodes, steps)


def _follow(behaviour: Behaviour, invariant: Invariant, phase: ScopePhase, move: Move) -> tuple[ScopePhase, bool]:
    """The phase after a move, and whether there was a hit on it."""
    hit = False
    for one in of_move(behaviour, move):
        phase, now = invariant.follow(phase, one)
        hit = hit or now
    return phase, hit
