"""Circles in a bare graph, in linear time and without recursion: a call may pass thousands of places."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def components(onward: Sequence[Sequence[int]]) -> list[list[int]]:
    """The sets of nodes that lead to each other, each after those that it leads to (Tarjan's algorithm)."""
    search = _Search(onward)
    for node in range(len(onward)):
        if node not in search.order:
            search.visit(node)
    return search.found


def circles(onward: Sequence[Sequence[int]]) -> list[list[int]]:
    """The components that a walk can stay in for ever: several nodes, or one that leads to itself."""
    return [sorted(part) for part in components(onward) if len(part) > 1 or part[0] in onward[part[0]]]


def reaching(size: int, steps: Iterable[tuple[int, int]], goals: Iterable[int]) -> frozenset[int]:
    """The nodes from which a goal can be reached by the steps (source, dest), goals included."""
    back: list[list[int]] = [[] for _ in range(size)]
    for source, dest in steps:
        back[dest].append(source)
    waiting = list(goals)
    found = set(waiting)
    while waiting:
        fresh = [node for node in back[waiting.pop()] if node not in found]
        found.update(fresh)
        waiting += fresh
    return frozenset(found)


def round_trip(start: int, leaving: Callable[[int], Iterable[tuple[int, int]]]) -> tuple[int, ...]:
    """The steps of a shortest walk from a node back to it; `leaving` gives (step, dest). Empty where there is none."""
    came: dict[int, tuple[int, int]] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for step, dest in leaving(node):
            if dest == start:
                return _back(came, start, node, step)
            if dest not in came:
                came[dest] = (step, node)
                waiting.append(dest)
    return ()


def _back(came: dict[int, tuple[int, int]], start: int, node: int, last: int) -> tuple[int, ...]:
    steps = [last]
    while node != start:
        step, node = came[node]
        steps.append(step)
    return tuple(reversed(steps))


@define
class _Search:
    """One run of Tarjan's algorithm, with a stack of its own in place of recursion."""

    onward: Sequence[Sequence[int]]
    order: dict[int, int] = field(factory=dict)
    low: dict[int, int] = field(factory=dict)
    found: list[list[int]] = field(factory=list)
    stack: list[int] = field(factory=list)
    on_stack: set[int] = field(factory=set)

    def visit(self, root: int) -> None:
        """Everything that can be reached from a node and was not seen yet."""
        work = [(root, self._enter(root))]
        while work:
            node, rest = work[-1]
            dest = next(rest, None)
            if dest is None:
                work.pop()
                self._leave(node)
                if work:
                    above = work[-1][0]
                    self.low[above] = min(self.low[above], self.low[node])
            elif dest not in self.order:
                work.append((dest, self._enter(dest)))
            elif dest in self.on_stack:
                self.low[node] = min(self.low[node], self.order[dest])

    def _enter(self, node: int) -> Iterator[int]:
        self.order[node] = self.low[node] = len(self.order)
        self.stack.append(node)
        self.on_stack.add(node)
        return iter(self.onward[node])

    def _leave(self, node: int) -> None:
        if self.low[node] != self.order[node]:
            return
        part: list[int] = []
        while not part or part[-1] != node:
            part.append(self.stack.pop())
            self.on_stack.discard(part[-1])
        self.found.append(part)
