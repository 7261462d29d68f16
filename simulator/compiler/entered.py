"""What a call has to know of a state and of a row, worked out of the table when it first comes there, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from simulator.model.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


@record
class TakenRow:
    """A row as a call takes it; `entry` is how an entry ends, `capture` which is complete, and where it is posted."""

    place: EnteredState
    entry: tuple[EntryOutcome, EntryReason] | None
    capture: tuple[str, str | None] | None


class EnteredStates(dict[str, EnteredState]):
    """The places of one list, by the name of the state."""

    def __init__(self, actions: Sequence[Action], states: Mapping[str, State]) -> None:
        self._actions, self._states = actions, states
        self.steps: dict[int, TakenRow] = {}
        """What each row that was taken comes to, by the `id` of the row, which lives as long as its table."""

    def __missing__(self, name: str) -> EnteredState:
        state = self._states[name]
        todo: Todo | None = None
        for request in reversed(state.requests):
            todo = (request, todo)
        summary = None if state.action is None else self._actions[state.action].SUMMARY
        found = self[name] = EnteredState(state, name, state.role, todo, summary, state.status or None)
        return found

    def step(self, row: Row) -> TakenRow:
        """What taking this row for the first time comes to; from then on it is one of `steps`."""
        found = self.steps[id(row)] = TakenRow(self[row.dest], self._entry(row), self._capture(row))
        return found

    def _entry(self, row: Row) -> tuple[EntryOutcome, EntryReason] | None:
        old, new = self._states[row.source], self._states[row.dest]
        if old.role not in ("prompting", "collecting") or new.role == "collecting":
            return None
        reason = "maxDigits" if row.guard is not None and row.guard.name == "last" else row.trigger
        outcome: EntryOutcome = new.role if new.role in ("accepted", "rejected") else "abandoned"
        return outcome, cast("EntryReason", reason)

    def _capture(self, row: Row) -> tuple[str, str | None] | None:
        """The action whose capture is complete, and its address for digits (old style)."""
        if "takeDigits" not in row.effects and "takeNothing" not in row.effects:
            return None
        state = self._states[row.source]
        return state.place, getattr(self._actions[state.action or 0], "dtmf_callback_url", None)
