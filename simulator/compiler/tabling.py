"""Call flow -> transition table: states and rows of the actions, strung together under the session table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.actions.base.known import spoken
from simulator.actions.base.position import Position, plain_row
from simulator.compiler.session import ASKING, BRIDGED, CREATED, closing_rows, closing_states, lifted
from simulator.model.kept import Cache
from simulator.model.machine.table import State, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.actions.base.position import Action
    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import LegName, Row

ListKind = Literal["request", "reply", "inbound"]
"""Where a list comes from: a request dials leg A first, a reply finds it up, an inbound call has none yet."""
_CREATED = State(CREATED, "created")
KEPT, BYTES, STATE_BYTES = 1024, 8 << 20, 800
"""Actions whose states are kept, about how large these all are, and what one takes."""

_kept: Cache[tuple[int, int], tuple[Action, Position, tuple[State, ...]]] = Cache(KEPT, BYTES)
"""By the identity of action and place, which live as long as they are kept here."""


def steps_of(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> tuple[Position, ...]:
    """The place of each action: which leg it would dial, and where it leads."""
    firsts = [f"{number}.{action.NAME}.{action.FIRST}" for number, action in enumerate(actions, 1)]
    onwards = [*firsts, ASKING][1:]
    found = []
    for number, (action, onward) in enumerate(zip(actions, onwards, strict=True), 1):
        leg: LegName = "A" if kind == "request" and number == 1 else "B"
        after = ASKING if settings.vca_after == "capture" else onward
        found.append(Position(number, action.NAME, leg, onward, after, settings))
    return tuple(found)


def states_of(actions: Sequence[Action], steps: Sequence[Position], kind: ListKind) -> tuple[State, ...]:
    """The states of a list, the first of them first; it is `created` where no leg is up yet."""
    found = [_CREATED] if kind != "reply" else []
    for action, step in zip(actions, steps, strict=True):
        found += _states(action, step) if spoken(action.NAME) else action.states(step)
    return (*found, *closing_states())


def _states(action: Action, step: Position) -> tuple[State, ...]:
    """The states of an action that speaks: calls that say the same share them."""
    key = (id(action), id(step))
    found = _kept.get(key)
    if found is None:
        states = action.states(step)
        found = _kept.keep(key, (action, step, states), STATE_BYTES * len(states))
    return found[2]


def rows_of(
    actions: Sequence[Action],
    steps: Sequence[Position],
    states: Sequence[State],
    kind: ListKind,
    settings: Assumptions,
) -> tuple[Row, ...]:
    """The rows of a list: those of each action, and what can become of a call while it is there."""
    rows: list[Row] = []
    for number, (action, step) in enumerate(zip(actions, steps, strict=True)):
        rows += action.rows(step)
        here = [state for state in states if state.action == number]
        rows += lifted(here, step.onward, step.name(BRIDGED), settings)
    if kind != "reply":
        first = states[1].name
        rows.append(plain_row(CREATED, "receive" if kind == "inbound" else "dial", first))
        rows += lifted((_CREATED,), first, "", settings)
    return (*rows, *closing_rows(settings.bridge_failure_ends_session))


def table_of(actions: Sequence[Action], steps: Sequence[Position], kind: ListKind, settings: Assumptions) -> Table:
    """The transition table of one list."""
    states = states_of(actions, steps, kind)
    return Table(states[0].name, states, rows_of(actions, steps, states, kind, settings))
