"""Proof that a table always knows what to do: input classes exclusive and complete, every name a state."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from simulator.model.machine.table import UNBOUNDED, Guard
from simulator.model.machine.triggers import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.machine.table import Row, Table


def problems(table: Table) -> tuple[str, ...]:
    """Everything that is wrong with a table, in words; an empty tuple is the proof."""
    return tuple(_names(table)) + tuple(_classes(table))


def _names(table: Table) -> Iterator[str]:
    known = [state.name for state in table.states]
    if len(set(known)) != len(known):
        yield "two states have the same name"
    if table.initial not in known:
        yield f"the table begins in no state of its own: {table.initial}"
    for row in table.rows:
        shown = f"row {row.source} --{row.input_class}--> {row.dest}"
        if row.trigger not in TRIGGERS:
            yield f"{shown} names no trigger: {row.trigger}"
        for name in (row.source, row.dest):
            if name not in known:
                yield f"{shown} names no state: {name}"


def _classes(table: Table) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table.rows:
        groups[row.source, row.trigger].append(row)
    for (source, trigger), rows in groups.items():
        for problem in _tiling([row.guard for row in rows]):
            yield f"{source}, {trigger}: {problem}"


def _tiling(guards: list[Guard | None]) -> Iterator[str]:
    """The classes of one state and trigger must cover every count exactly once."""
    named = sorted((guard for guard in guards if guard), key=lambda guard: guard.low)
    if len(named) != len(guards):
        if len(guards) > 1:
            yield "a row without a guard stands beside others"
        return
    if len({guard.counter for guard in named}) > 1:
        yield "the guards read different counters"
    if named[0].low != 0:
        yield f"nothing covers a count below {named[0].low}"
    for one, other in pairwise(named):
        if other.low != one.high + 1:
            word = "overlap" if other.low <= one.high else "leave a gap"
            yield f"{one.name} and {other.name} {word}"
    if named[-1].high != UNBOUNDED:
        yield f"nothing covers a count above {named[-1].high}"
