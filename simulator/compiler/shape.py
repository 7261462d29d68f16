"""What lists share that differ in texts only: their rows, their machine, and what was read out of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from simulator.actions.base.params import numbers
from simulator.compiler.entered import TakenRows
from simulator.compiler.machine import FastMachine
from simulator.compiler.tabling import states_of, steps_of, table_of
from simulator.model.kept import Cache
from simulator.model.machine.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.actions.base.position import Action, Position
    from simulator.compiler.tabling import ListKind
    from simulator.entries.entry import KnownEntries
    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import Row

KEPT, BYTES, ROW_BYTES = 4096, 64 << 20, 800
"""Shapes that are kept for the next list, about how large they all are, and what a row of one takes."""

_kept: Cache[tuple[object, ...], Shape] = Cache(KEPT, BYTES)


@attrs.frozen(eq=False)
class Shape:
    """Lists of the same actions with the same numbers, switches and settings; it knows no text and no call."""

    kind: ListKind
    names: tuple[str, ...]
    """The names of the actions, in order."""
    steps: tuple[Position, ...]
    rows: tuple[Row, ...]
    first: str
    """The state in which the first action begins, or the call asks for more where there is none."""
    at: Mapping[str, int]
    """Which state has a name."""
    only_plays: bool
    """Whether it asks nothing of caller and network (what a platform scenario asks is known once it runs)."""
    fast: FastMachine
    taken: TakenRows
    known: KnownEntries = attrs.field(factory=dict)
    """What their entries take, as far as somebody asked."""

    def table(self, actions: Sequence[Action]) -> Table:
        """The table of such a list."""
        states = states_of(actions, self.steps, self.kind)
        return Table(states[0].name, states, self.rows)


def shape_of(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> Shape:
    """The shape of a list: the same for the next one that is like it.

    No text, number to dial or address has a bearing on what follows what in a list, which a test holds every action to.
    """
    key = (kind, shown(settings), *[(type(action), numbers(action)) for action in actions])
    found = _kept.get(key)
    if found is None:
        built = _shape(actions, kind, settings)
        found = _kept.keep(key, built, ROW_BYTES * len(built.rows))
    return found


def _shape(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> Shape:
    steps = steps_of(actions, kind, settings)
    table = table_of(actions, steps, kind, settings)
    names, at = tuple(action.NAME for action in actions), {state.name: at for at, state in enumerate(table.states)}
    first = table.states[kind != "reply"].name
    only_plays = not any(state.waits_for in ("entry", "dial") for state in table.states)
    return Shape(kind, names, steps, table.rows, first, at, only_plays, FastMachine(table), TakenRows(table.states))


_last: list[tuple[Assumptions, str]] = []


def shown(settings: Assumptions) -> str:
    """The settings as a part of a key; those of the call before are mostly those of this one."""
    if not _last or _last[0][0] is not settings:
        _last[:] = [(settings, repr(settings))]
    return _last[0][1]
