"""What lists share that differ in words only: their machine, and what was read out of their rows."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import attrs

from simulator.compiler.entered import TakenRows
from simulator.compiler.machine import FastMachine

if TYPE_CHECKING:
    from simulator.entries.entry import KnownLimits
    from simulator.model.machine.table import Table

KEPT = 4096
"""Shapes that are kept for the next list."""

_kept: OrderedDict[tuple[object, ...], Shape] = OrderedDict()


@attrs.frozen(eq=False)
class Shape:
    """The machine of lists whose rows are the very same; it knows no words and no call."""

    fast: FastMachine
    taken: TakenRows
    limits: KnownLimits = attrs.field(factory=dict)
    """What their entries take, as far as somebody asked."""


def shape_of(table: Table) -> Shape:
    """The shape of a table: the same for the next one whose rows and states are like these.

    Rows that are shared are the same objects, and a machine that is kept keeps its rows: their `id` names them.
    """
    states = [(state.name, state.role, state.action, state.verb, state.waits_for) for state in table.states]
    key = (tuple(states), tuple(map(id, table.rows)))
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = Shape(FastMachine(table), TakenRows(table.states))
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found
