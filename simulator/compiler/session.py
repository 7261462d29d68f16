"""The session table: what can become of a call in each of its phases, whatever its list says.

It stands above the lists: `lifted` lays its rows over every state of a list, so that one machine per list
knows all that can happen. NEXT stands for "the action is complete", BRIDGED for the talk of both legs.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from simulator.model.call.leg_outcomes import connected, not_connected
from simulator.model.machine.table import Ask, GoOn, Phase, Row, State, Trigger
from simulator.model.record import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.model.assumptions import Assumptions

NEXT = "next"
BRIDGED = "bridged"
ASKING = "asking"
REPLIED = "replied"
CREATED = "created"
ENDINGS: tuple[str, ...] = ("COMPLETED", *(row.status for row in not_connected()), "ERROR")
"""The session statuses of a summary (documented)."""


@frozen
class SessionRow:
    """In this phase the trigger leads there."""

    phase: Phase
    trigger: Trigger
    to: str


def end(status: str) -> str:
    """The name of the state in which a session has ended with this status."""
    return f"end.{status}"


_LIVE: tuple[Phase, ...] = ("created", "dialling", "talking", "bridging", "bridged", "asking")


def session_rows(bridge_failure_ends: bool) -> Iterator[SessionRow]:
    """Every row of the session table, as the one setting that bears on it has it."""
    yield from _legs("dialling", NEXT)
    yield from _legs("bridging", BRIDGED, None if bridge_failure_ends else NEXT)
    yield SessionRow("bridged", "released", NEXT)
    yield SessionRow("asking", "reply", REPLIED)
    yield SessionRow("asking", "noMore", end("COMPLETED"))
    yield SessionRow("asking", "badReply", end("ERROR"))
    for phase in _LIVE[2:]:
        yield SessionRow(phase, "hangup", end("COMPLETED"))
    for phase in _LIVE:
        yield SessionRow(phase, "fault", end("ERROR"))


def _legs(phase: Phase, up: str, down: str | None = None) -> Iterator[SessionRow]:
    """What a dial can come to; None: a leg that is not connected ends the session with its status."""
    for row in connected():
        yield SessionRow(phase, row.name, up)
    for row in not_connected():
        yield SessionRow(phase, row.name, down or end(row.status))


def lifted(states: Iterable[State], onward: str, bridged: str, settings: Assumptions) -> Iterator[Row]:
    """The session rows of some states of one action; `onward` is where it leads when it is complete.

    `bridged` is the state of that action in which both legs talk.
    """
    bearing = settings.bridge_failure_ends_session
    for state in states:
        yield from _lifted(state.name, state.phase, onward, bridged, bearing)


@lru_cache(maxsize=16384)
def _lifted(source: str, phase: Phase, onward: str, bridged: str, bridge_failure_ends: bool) -> tuple[Row, ...]:
    """The session rows of one state; kept, since "2.say.speaking" and its like are in every other list."""
    found = []
    for trigger, to, everywhere in _by_phase(bridge_failure_ends).get(phase, ()):
        dest = onward if to is NEXT else bridged if to is BRIDGED else to
        found.append(Row(source, trigger, dest, None, (), everywhere))
    return tuple(found)


@cache
def _by_phase(bridge_failure_ends: bool) -> dict[Phase, list[tuple[Trigger, str, bool]]]:
    found: dict[Phase, list[tuple[Trigger, str, bool]]] = {}
    for row in session_rows(bridge_failure_ends):
        everywhere = row.trigger in ("hangup", "fault")
        found.setdefault(row.phase, []).append((row.trigger, row.to, everywhere))
    return found


@cache
def closing_rows(bridge_failure_ends: bool) -> tuple[Row, ...]:
    """The session rows of the closing states."""
    states = closing_states()
    return tuple(row for state in states for row in _lifted(state.name, state.phase, ASKING, "", bridge_failure_ends))


@cache
def closing_states() -> tuple[State, ...]:
    """The states in which a list hands the call on or a session has ended."""
    ends = tuple(State(end(status), "ended", status=status) for status in ENDINGS)
    return (State(ASKING, "asking", (Ask(),), waits_for="answer"), State(REPLIED, "ended", (GoOn(),)), *ends)
