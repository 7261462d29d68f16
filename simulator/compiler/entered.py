"""What a call has to know of a state and of a row, worked out of the table when it first comes there, and kept."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from simulator.actions.base.position import Action
    from simulator.model.call.event import EntryOutcome, EntryReason
    from simulator.model.call.outcome import LegStatus
    from simulator.model.machine.table import Role, Row, State, StateRequest

    Todo = tuple[StateRequest, "Todo | None"]
    """Requests in order, each with those after it: what is left of them needs no new list."""


@record
class EnteredState:
    """A state as a call enters it: what is requested, the action in a summary's spelling, how the session ended."""

    state: State
    name: str
    role: Role | None
    todo: Todo | None
    summary: str | None
    ending: LegStatus | None


def _entered(state: State, summary: str | None) -> EnteredState:
    todo: Todo | None = None
    for request in reversed(state.requests):
        todo = (request, todo)
    return EnteredState(state, state.name, state.role, todo, summary, state.status or None)


@cache
def _without_action(state: State) -> EnteredState:
    """One of the states in which every list begins or ends; they are the same in each."""
    return _entered(state, None)


class EnteredStates(dict[str, EnteredState]):
    """The places of one list, by the name of the state."""

    def __init__(self, actions: Sequence[Action], states: Sequence[State], at: Mapping[str, int]) -> None:
        self._actions, self._states, self._at = actions, states, at

    def __missing__(self, name: str) -> EnteredState:
        state = self._states[self._at[name]]
        if state.action is None:
            found = self[name] = _without_action(state)
        else:
            found = self[name] = _entered(state, self._actions[state.action].SUMMARY)
        return found

    def callback(self, name: str) -> str | None:
        """Where the digits of the capture that a state belongs to are posted (old style)."""
        return getattr(self._actions[self._states[self._at[name]].action or 0], "dtmf_callback_url", None)


@record
class TakenRow:
    """A row as a call takes it; `entry` is how an entry ends by it, `capture` which is complete."""

    entry: tuple[EntryOutcome, EntryReason] | None
    capture: str | None


class TakenRows(dict[int, TakenRow]):
    """The rows of one table that were taken, by their `id`: each lives as long as the table."""

    def __init__(self, states: Iterable[State]) -> None:
        self._states = {state.name: state for state in states}

    def learn(self, row: Row) -> TakenRow:
        """A row that is taken for the first time."""
        found = self[id(row)] = TakenRow(self._entry(row), self._capture(row))
        return found

    def _entry(self, row: Row) -> tuple[EntryOutcome, EntryReason] | None:
        old, new = self._states[row.source], self._states[row.dest]
        if old.role not in ("prompting", "collecting") or new.role == "collecting":
            return None
        reason = "maxDigits" if row.guard is not None and row.guard.name == "last" else row.trigger
        outcome: EntryOutcome = new.role if new.role in ("accepted", "rejected") else "abandoned"
        return outcome, cast("EntryReason", reason)

    def _capture(self, row: Row) -> str | None:
        complete = "takeDigits" in row.effects or "takeNothing" in row.effects
        return self._states[row.source].place if complete else None
