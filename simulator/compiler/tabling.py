"""Call flow -> transition table: the fragments of the actions, strung together under the session table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from simulator.actions.base.position import Position, plain_row
from simulator.compiler.session import ASKING, BRIDGED, CREATED, closing_rows, closing_states, lifted
from simulator.model.machine.table import Row, State, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.actions.base.position import Action
    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import LegName

ListKind = Literal["request", "reply", "inbound"]
"""Where a list comes from: a request dials leg A first, a reply finds it up, an inbound call has none yet."""


def table_of(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> Table:
    """The transition table of one list; it begins in `created` where no leg is up yet."""
    states: list[State] = []
    rows: list[Row] = []
    for step, action in _steps(actions, kind, settings):
        fragment = action.fragment(step)
        states += fragment.states
        rows += fragment.rows
        rows += lifted(fragment.states, step.onward, step.name(BRIDGED), settings)
    first = states[0].name if states else ASKING
    if kind != "reply":
        created = State(CREATED, "created")
        states.insert(0, created)
        rows.append(plain_row(CREATED, "receive" if kind == "inbound" else "dial", first))
        rows += lifted((created,), first, "", settings)
    states += closing_states()
    rows += closing_rows(settings.bridge_failure_ends_session)
    return Table(CREATED if kind != "reply" else first, tuple(states), tuple(rows))


def _steps(actions: Sequence[Action], kind: ListKind, settings: Assumptions) -> list[tuple[Position, Action]]:
    """Each action with its place: which leg it would dial, and where it leads."""
    firsts = [f"{number}.{action.NAME}.{action.FIRST}" for number, action in enumerate(actions, 1)]
    onwards = [*firsts, ASKING][1:]
    found = []
    for number, (action, onward) in enumerate(zip(actions, onwards, strict=True), 1):
        leg: LegName = "A" if kind == "request" and number == 1 else "B"
        after = ASKING if settings.vca_after == "capture" else onward
        found.append((Position(number, action.NAME, leg, onward, after, settings), action))
    return found
