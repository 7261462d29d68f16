"""A compiled list of actions: its table, its machine, its digest. Built once per content and kept."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from simulator.actions.base.known import spoken
from simulator.actions.base.params import given
from simulator.compiler.entered import EnteredStates
from simulator.compiler.machine import NotebookMachine
from simulator.compiler.shape import shape_of, shown
from simulator.entries.entry import Entries
from simulator.model.kept import Cache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transitions import Machine

    from simulator.actions.base.position import Action
    from simulator.compiler.shape import Shape
    from simulator.compiler.tabling import ListKind
    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import State

KEPT, BYTES = 4096, 64 << 20
"""Compiled lists that are kept for the next call with the same content, and about how large they all are."""
STATE_BYTES, SIGN_BYTES = 800, 2
"""About what a state of a list takes, and a character of its texts."""

TEXTS, SIGNS = 1024, 4 << 20
"""Actions that speak and are kept as text, and the characters of all."""

_kept: Cache[tuple[str, ListKind, str], Compiled] = Cache(KEPT, BYTES)
_texts: Cache[int, tuple[Action, str]] = Cache(TEXTS, SIGNS)
"""By the identity of the action, which lives as long as it is kept here."""


class Compiled:
    """One list, ready to run; `machine` gives a notebook a fresh stock `transitions.Machine`.

    `entries` says what can be entered, by the state that takes the keys. In the state `first` the first action
    begins, or the call asks for more where there is none.
    """

    # Written out: exploration makes one for each place.
    __slots__ = ("actions", "digest", "entries", "fast", "first", "kind", "names", "places", "shape", "table", "taken")

    def __init__(self, digest: str, actions: Sequence[Action], shape: Shape) -> None:
        self.kind, self.digest, self.actions, self.shape = shape.kind, digest, tuple(actions), shape
        self.fast, self.taken, self.first, self.names = shape.fast, shape.taken, shape.first, shape.names
        self.table = shape.table(actions)
        self.places = EnteredStates(self.actions, self.table.states, shape.at)
        self.entries = Entries(self.table, shape.known)

    def state(self, name: str) -> State:
        """The state of this name."""
        return self.table.states[self.shape.at[name]]

    @property
    def machine(self) -> Machine:
        """A fresh machine with the standard API of `transitions`; what is done to it changes no run."""
        return NotebookMachine(self.table)


_as_json = json.JSONEncoder(check_circular=False).encode


def digest_of(actions: Sequence[Action]) -> str:
    """Twelve hexadecimal digits that stand for a list's content, however its JSON was written."""
    return _digest(_content(actions))


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:12]


def _content(actions: Sequence[Action]) -> str:
    """A list as text."""
    return f"[{', '.join([_shown(action) if spoken(action.NAME) else _as_text(action) for action in actions])}]"


def _as_text(action: Action) -> str:
    return _as_json([action.NAME, given(action)])


def _shown(action: Action) -> str:
    """An action that speaks as text: calls that say the same share it."""
    found = _texts.get(id(action))
    if found is None:
        text = _as_text(action)
        found = _texts.keep(id(action), (action, text), len(text))
    return found[1]


def compile_actions(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> Compiled:
    """Compile a sound list; the same content gives the same object again."""
    content = _content(actions)
    key = (_digest(content), kind, shown(settings))
    found = _kept.get(key)
    if found is None:
        built = build(actions, kind, settings, key[0])
        found = _kept.keep(key, built, STATE_BYTES * len(built.table.states) + SIGN_BYTES * len(content))
    return found


def compile_alike(known: Compiled, actions: Sequence[Action], settings: Assumptions) -> Compiled:
    """Compile a list that differs from one that was compiled in texts and numbers to dial alone."""
    content = _content(actions)
    key = (_digest(content), known.kind, shown(settings))
    found = _kept.get(key)
    if found is None:
        built = Compiled(key[0], actions, known.shape)
        found = _kept.keep(key, built, STATE_BYTES * len(built.table.states) + SIGN_BYTES * len(content))
    return found


def build(actions: Sequence[Action], kind: ListKind, settings: Assumptions, digest: str) -> Compiled:
    """Compile without looking for an earlier result."""
    return Compiled(digest, actions, shape_of(actions, kind, settings))
