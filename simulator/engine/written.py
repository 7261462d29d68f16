"""What is written down of a happening before the machine says what follows, and when a session is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine.answer import NextList
from simulator.engine.state import MACHINE
from simulator.model.call.event import (
    NEVER_PRESSED,
    Answered,
    Bridged,
    Dialled,
    Ended,
    HungUp,
    Interrupted,
    LegEnded,
    Lost,
    Pressed,
    Refused,
    Replied,
    Struck,
)
from simulator.model.call.leg_outcomes import LEG_OUTCOMES, connected, not_connected
from simulator.model.call.outcome import LegStatus, Unusable
from simulator.model.number import plus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.engine.state import CallState
    from simulator.model.call.event import Event
    from simulator.model.machine.table import LegName, State, Trigger


def _hang_up(call: CallState, _trigger: Trigger) -> None:
    call.trace.append(HungUp(call.now, "caller"))


def _release(call: CallState, _trigger: Trigger) -> None:
    call.trace.append(HungUp(call.now, "far end"))
    _end_leg(call, "B", "COMPLETED")


def _not_connected(call: CallState, trigger: Trigger) -> None:
    sip = call.outcome.sip_code(call.setting.assumptions)
    _end_leg(call, "A" if call.leg_a == "ringing" else "B", LEG_OUTCOMES[trigger].status, sip)


def _receive(call: CallState, _trigger: Trigger) -> None:
    inbound = call.setting.inbound
    assert inbound is not None  # only an inbound list has the trigger
    call.trace.append(Dialled(call.now, "A", plus(inbound.source), plus(inbound.destination), inbound=True))
    call.trace.append(Answered(call.now, "A"))
    call.leg_a = "up"


def _connect(call: CallState, trigger: Trigger) -> None:
    settings = call.setting.assumptions
    talks, beeps = call.outcome.stays(settings), call.outcome.beeps(settings)
    beep = None if beeps is None else call.now + beeps
    if call.leg_a == "ringing":
        call.leg_a = "up" if beep is None else MACHINE
        call.trace.append(Answered(call.now, "A", trigger, beep))
        if talks is not None:
            call.hang_up(talks)
        return
    call.leg_b = "up"
    call.trace.append(Answered(call.now, "B", trigger, beep))
    call.trace.append(Bridged(call.now))
    call.schedule(call.now + (settings.bridge_talk if talks is None else talks), "released")


def _note_answer(call: CallState, _trigger: Trigger) -> None:
    answer = call.pending
    if isinstance(answer, Unusable):
        call.error, call.injected = answer.code, answer.injected
        call.trace.append(Refused(call.now, answer, answer.body))
        return
    assert answer is not None  # `answer` was fed before this could happen
    call.client_action_id = answer.client_action_id
    actions: tuple[str, ...] = ()
    digest = None
    if isinstance(answer, NextList):
        call.following = answer.compiled
        actions, digest = answer.compiled.names, answer.compiled.digest
    call.trace.append(Replied(call.now, actions, answer.client_action_id, digest, answer.body, answer.again))


NOTES: Mapping[Trigger, Callable[[CallState, Trigger], None]] = {
    "hangup": _hang_up,
    "released": _release,
    "receive": _receive,
    **{row.name: _connect for row in connected()},
    **{row.name: _not_connected for row in not_connected()},
    "reply": _note_answer,
    "noMore": _note_answer,
    "badReply": _note_answer,
}
"""What is written down of the outside's doing, before the machine says what follows."""


def struck(call: CallState, code: int, *, injected: bool = False) -> Trigger:
    """A fault of the platform ends the session, by the trigger that comes back."""
    call.error, call.injected = code, injected
    call.trace.append(Struck(call.now, code, injected))
    return "fault"


def counted(call: CallState, key: str) -> Event:
    """A key that a row of the table waits for."""
    if call.compiled.places[call.state].role in ("accepted", "rejected"):
        return Lost(call.now, call.state, key, "it only stops the message (messageBargeIn)")
    return Pressed(call.now, call.state, key)


def why_lost(state: State) -> str:
    """Why a key reaches nobody in this state."""
    if state.role == "prompting":
        return "the prompt cannot be interrupted (bargeIn is false)"
    if state.role == "collecting":
        return "it does not count in this entry"
    if state.role is not None:
        return "the entry is over and its message cannot be interrupted"
    return "no entry is open"


def finish_playing(call: CallState, trigger: Trigger) -> None:
    """What was playing is over, or cut short."""
    call.playing = False
    if trigger != "played":
        call.agenda.drop("played")
        call.trace.append(Interrupted(call.now, call.row.source, call.prompt))


def end(call: CallState, status: LegStatus, trigger: Trigger) -> None:
    """Hang up what is up, cancel what rings, lose the keys that are left, and close the session."""
    ringing: LegStatus = "ERROR" if status == "ERROR" else "CANCELED"
    for leg, up in (("A", call.leg_a), ("B", call.leg_b)):
        if up:
            _end_leg(call, leg, ringing if up == "ringing" else "COMPLETED")  # type: ignore[arg-type]
    for at, _, _, _, key, entry in sorted(call.agenda.items) if call.agenda.items else ():
        if key and entry and entry == call.entry:
            why = f"{NEVER_PRESSED} (it was meant for {at} ms)"
            call.trace.append(Lost(call.now, call.state, key, why))
    last = call.last_action
    if trigger == "hangup" and call.setting.assumptions.last_action_on_remote_hangup == "HANGUP":
        last = "HANGUP"
    call.trace.append(Ended(call.now, status, last, call.error))
    call.done = True


def _end_leg(call: CallState, leg: LegName, status: LegStatus, sip: int | None = None) -> None:
    settings = call.setting.assumptions
    if sip is None:
        sip = {"COMPLETED": 200, "CANCELED": settings.sip_canceled}.get(status, settings.sip_failed)
    call.trace.append(LegEnded(call.now, leg, status, sip))
    if leg == "A":
        call.leg_a = ""
    else:
        call.leg_b = ""
