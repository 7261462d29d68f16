"""A compiled list of actions: its table, its machine, its digest. Built once per content and kept."""

from __future__ import annotations

import json
from collections import OrderedDict
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from simulator.actions.base.params import camel
from simulator.compiler.entered import EnteredStates
from simulator.compiler.machine import NotebookMachine
from simulator.compiler.shape import Shape, shape_of
from simulator.compiler.tabling import ListKind, table_of
from simulator.entries.entry import Entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transitions import Machine

    from simulator.actions.base.position import Action
    from simulator.compiler.entered import TakenRows
    from simulator.compiler.machine import FastMachine
    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import State, Table

KEPT = 4096
"""Compiled lists that are kept for the next call with the same content."""

_kept: OrderedDict[tuple[str, ListKind, str], Compiled] = OrderedDict()


@attrs.frozen(eq=False)
class Compiled:
    """One list, ready to run; `machine` gives a notebook a fresh stock `transitions.Machine`."""

    kind: ListKind
    digest: str
    actions: tuple[Action, ...]
    table: Table
    states: dict[str, State]
    shape: Shape
    fast: FastMachine = attrs.field(init=False)
    taken: TakenRows = attrs.field(init=False)
    places: EnteredStates = attrs.field(init=False)
    entries: Entries = attrs.field(init=False)
    """What can be entered, by the state that takes the keys."""
    first: str = attrs.field(init=False)
    """The state in which the first action begins, or the call asks for more where there is none."""
    names: tuple[str, ...] = attrs.field(init=False)
    """The names of the actions, in order."""

    @fast.default
    def _fast(self) -> FastMachine:
        return self.shape.fast

    @taken.default
    def _taken(self) -> TakenRows:
        return self.shape.taken

    @places.default
    def _places(self) -> EnteredStates:
        return EnteredStates(self.actions, self.states)

    @entries.default
    def _entries(self) -> Entries:
        return Entries(self.table, self.shape.limits)

    @first.default
    def _first(self) -> str:
        names = iter(self.states)
        name = next(names)
        return name if self.kind == "reply" else next(names)

    @names.default
    def _names(self) -> tuple[str, ...]:
        return tuple([action.NAME for action in self.actions])

    @property
    def machine(self) -> Machine:
        """A fresh machine with the standard API of `transitions`; what is done to it changes no run."""
        return NotebookMachine(self.table)


_as_json = json.JSONEncoder(sort_keys=True).encode


def digest_of(actions: Sequence[Action]) -> str:
    """Twelve hexadecimal digits that stand for a list's content, however its JSON was written."""
    text = _as_json([[action.NAME, _given(action)] for action in actions])
    return sha256(text.encode()).hexdigest()[:12]


def _given(action: Action) -> dict[str, Any]:
    return {
        spelled: value for name, spelled in _spellings(type(action)) if (value := getattr(action, name)) is not None
    }


@cache
def _spellings(action: type[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, camel(field.name)) for field in attrs.fields(action))


def compile_actions(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> Compiled:
    """Compile a sound list; the same content gives the same object again."""
    key = (digest_of(actions), kind, _shown(settings))
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = build(actions, kind, settings, key[0])
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


_last: list[tuple[Assumptions, str]] = []


def _shown(settings: Assumptions) -> str:
    """The settings as a part of the key; those of the call before are mostly those of this one."""
    if not _last or _last[0][0] is not settings:
        _last[:] = [(settings, repr(settings))]
    return _last[0][1]


def build(actions: Sequence[Action], kind: ListKind, settings: Assumptions, digest: str) -> Compiled:
    """Compile without looking for an earlier result."""
    table = table_of(actions, kind, settings)
    return Compiled(
        kind,
        digest,
        tuple(actions),
        table,
        {state.name: state for state in table.states},
        shape_of(table),
    )
