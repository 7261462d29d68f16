"""The equations of a chain, laid out once: what comes of what, from the beginning on or from the ends back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.exploring.expecting.solving import solved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


@define
class _Component:
    """States that lead to each other; arcs by number: those `inside` (rows and columns), and those to other states."""

    states: Sequence[int]
    inside: list[int] = field(init=False, factory=list)
    rows: list[int] = field(init=False, factory=list)
    columns: list[int] = field(init=False, factory=list)
    onward: list[tuple[int, int, int]] = field(init=False, factory=list)

    def shares(self, chances: Sequence[float]) -> list[float]:
        """The chances of the arcs inside."""
        return [chances[number] for number in self.inside]


class Equations:
    """Of arcs (source, dest), dest below 0 where they end; the components each after those that they lead to."""

    def __init__(self, size: int, arcs: Sequence[tuple[int, int]], order: Sequence[Sequence[int]]) -> None:
        self._sources = [source for source, _ in arcs]
        self._parts = [_Component(states) for states in order]
        self._size = size
        part_of = {state: part for part in self._parts for state in part.states}
        row_of = {state: row for part in self._parts for row, state in enumerate(part.states)}
        for number, (source, dest) in enumerate(arcs):
            part = part_of[source]
            if dest >= 0 and part is part_of[dest]:
                part.inside.append(number)
                part.rows.append(row_of[source])
                part.columns.append(row_of[dest])
            elif dest >= 0:
                part.onward.append((number, source, dest))

    def forward(self, chances: Sequence[float], left_out: Collection[int]) -> list[float]:
        """How often each state is come to from state 0; in the parts that are left out, how often from others."""
        found = [0.0] * self._size
        found[0] = 1.0
        for part in reversed(self._parts):
            if part.states[0] not in left_out:
                if part.inside:
                    right = [found[state] for state in part.states]
                    (values,) = solved(part.columns, part.rows, part.shares(chances), [right])
                    for state, value in zip(part.states, values, strict=True):
                        found[state] = value
                for number, source, dest in part.onward:
                    found[dest] += found[source] * chances[number]
        return found

    def backward(
        self, gains: Iterable[Iterable[tuple[int, float]]], chances: Sequence[float], known: Mapping[int, float]
    ) -> list[list[float]]:
        """For each kind of gains (arcs by number): what is still to come at each state; it is `known` of some parts."""
        every = [self._gained(gain, known) for gain in gains]
        for part in self._parts:
            if part.states[0] not in known:
                for number, source, dest in part.onward:
                    for found in every:
                        found[source] += chances[number] * found[dest]
                if part.inside:
                    rights = [[found[state] for state in part.states] for found in every]
                    solutions = solved(part.rows, part.columns, part.shares(chances), rights)
                    for found, values in zip(every, solutions, strict=True):
                        for state, value in zip(part.states, values, strict=True):
                            found[state] = value
        return every

    def _gained(self, gains: Iterable[tuple[int, float]], known: Mapping[int, float]) -> list[float]:
        """The gains of the arcs that leave each state."""
        found, sources = [0.0] * self._size, self._sources
        for number, gain in gains:
            found[sources[number]] += gain
        for state, value in known.items():
            found[state] = value
        return found
