"""What happens to a call: each thing is fed to the machine as a trigger, and what follows is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine import requests
from simulator.engine.answer import NextList
from simulator.model.call.event import (
    Answered,
    Began,
    Bridged,
    Captured,
    Dialled,
    Ended,
    EntryEnded,
    HungUp,
    Interrupted,
    Kept,
    LegEnded,
    Lost,
    Moved,
    Pressed,
    Refused,
    Replied,
    Struck,
)
from simulator.model.call.outcome import LegStatus, Unusable
from simulator.model.number import plus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.compiler.compiled import Compiled
    from simulator.compiler.entered import EnteredState
    from simulator.engine.call import Call
    from simulator.model.call.event import Event
    from simulator.model.machine.table import LegName, Row, State, Trigger

_LEG_STATUS: dict[str, LegStatus] = {
    "busy": "BUSY",
    "noAnswer": "NO_ANSWER",
    "failed": "FAILED",
    "canceled": "CANCELED",
}


def happen(call: Call, trigger: Trigger, key: str, number: int) -> None:
    """Something that was to come is here; what no row of the table waits for is passed over."""
    if key:
        _key(call, trigger, key, number)
        return
    event = call.compiled.fast.events.get(trigger)
    if event is None or call.state not in event.transitions:
        return
    if trigger == "fault":
        strike(call, number, injected=True)
        return
    note = _NOTES.get(trigger)
    if note is not None:
        note(call, trigger)
    _follow(call, event.take(call, ""), trigger)
    if trigger == "reply" and isinstance(call.pending, NextList):
        begin(call, call.pending.compiled)


def _hang_up(call: Call, _trigger: Trigger) -> None:
    call.trace.append(HungUp(call.now, "caller"))


def _release(call: Call, _trigger: Trigger) -> None:
    call.trace.append(HungUp(call.now, "far end"))
    _end_leg(call, "B", "COMPLETED")


def _not_connected(call: Call, trigger: Trigger) -> None:
    sip = call.outcome.sip_code(call.setting.assumptions)
    _end_leg(call, "A" if call.leg_a == "ringing" else "B", _LEG_STATUS[trigger], sip)


def _receive(call: Call, _trigger: Trigger) -> None:
    inbound = call.setting.inbound
    assert inbound is not None  # only an inbound list has the trigger
    call.trace.append(Dialled(call.now, "A", plus(inbound.source), plus(inbound.destination), inbound=True))
    call.trace.append(Answered(call.now, "A"))
    call.leg_a = "up"


def _connect(call: Call, _trigger: Trigger) -> None:
    talks = call.outcome.talks
    if call.leg_a == "ringing":
        call.leg_a = "up"
        call.trace.append(Answered(call.now, "A"))
        if talks is not None:
            call.hang_up(talks)
        return
    call.leg_b = "up"
    call.trace.append(Answered(call.now, "B"))
    call.trace.append(Bridged(call.now))
    call.schedule(call.now + (call.setting.assumptions.bridge_talk if talks is None else talks), "released")


def _note_answer(call: Call, _trigger: Trigger) -> None:
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
        actions = answer.compiled.names
        digest = answer.compiled.digest
    call.trace.append(Replied(call.now, actions, answer.client_action_id, digest, answer.body))


_NOTES: Mapping[Trigger, Callable[[Call, Trigger], None]] = {
    "hangup": _hang_up,
    "released": _release,
    "receive": _receive,
    "answered": _connect,
    "busy": _not_connected,
    "noAnswer": _not_connected,
    "failed": _not_connected,
    "canceled": _not_connected,
    "reply": _note_answer,
    "noMore": _note_answer,
    "badReply": _note_answer,
}
"""What is written down of the outside's doing, before the machine says what follows."""


def _key(call: Call, trigger: Trigger, key: str, entry: int) -> None:
    ahead = call.setting.assumptions.type_ahead
    if entry not in (0, call.entry) and not ahead:
        call.trace.append(Lost(call.now, call.state, key, "the entry it was meant for is over"))
    elif (event := call.compiled.fast.events.get(trigger)) is not None and call.state in event.transitions:
        call.trace.append(_counted(call, key))
        _follow(call, event.take(call, key), trigger)
    elif ahead:
        call.kept += key
        call.trace.append(Kept(call.now, call.state, key))
    else:
        call.trace.append(Lost(call.now, call.state, key, _why_lost(call.at_state)))


def _counted(call: Call, key: str) -> Event:
    if call.compiled.places[call.state].role in ("accepted", "rejected"):
        return Lost(call.now, call.state, key, "it only stops the message (messageBargeIn)")
    return Pressed(call.now, call.state, key)


def _why_lost(state: State) -> str:
    if state.role == "prompting":
        return "the prompt cannot be interrupted (bargeIn is false)"
    if state.role == "collecting":
        return "it does not count in this entry"
    if state.role is not None:
        return "the entry is over and its message cannot be interrupted"
    return "no entry is open"


def fire(call: Call, trigger: Trigger, key: str = "") -> None:
    """Send a trigger through the machine, write down what it came to, and carry out what is requested."""
    _follow(call, call.compiled.fast.events[trigger].take(call, key), trigger)


def _follow(call: Call, row: Row | None, trigger: Trigger) -> None:
    """Write down the row that was taken, and carry out what its state requests."""
    assert row is not None  # nobody fires what no row waits for, and the guards of a table leave no gap
    if call.playing:
        _finish_playing(call, trigger)
    places, now, append = call.compiled.places, call.now, call.trace.append
    try:
        step = places.steps[id(row)]
    except KeyError:
        step = places.step(row)
    if step.entry is not None:
        outcome, reason = step.entry
        append(EntryEnded(now, row.source, call.digits, outcome, reason))
    elif step.capture is not None:
        append(Captured(now, step.capture[0], call.result, step.capture[1]))
    append(Moved(now, row))
    place = step.place
    if place.ending is None:
        _enter(call, place)
    else:
        _end(call, place.ending, trigger)


def begin(call: Call, compiled: Compiled) -> None:
    """Go on in another list, with a fresh memory."""
    call.compiled, call.state = compiled, compiled.first
    call.digits, call.tries, call.result = "", 0, None
    call.trace.append(Began(call.now, compiled.digest, call.state))
    _enter(call, compiled.places[call.state])


def _enter(call: Call, place: EnteredState) -> None:
    if place.summary is not None:
        call.last_action = place.summary
    if call.kept and call.compiled.fast.listens(place.name, "digit"):
        for key in call.kept:
            call.schedule(call.now, "hash" if key == "#" else "digit", key)
        call.kept = ""
    if place.todo is not None:
        requests.carry_out(call, place.todo)


def _finish_playing(call: Call, trigger: Trigger) -> None:
    call.playing = False
    if trigger != "played":
        call.agenda.drop("played")
        call.trace.append(Interrupted(call.now, call.row.source))


def strike(call: Call, code: int, *, injected: bool = False) -> None:
    """A fault of the platform ends the session."""
    call.error, call.injected = code, injected
    call.trace.append(Struck(call.now, code, injected))
    fire(call, "fault")


def _end(call: Call, status: LegStatus, trigger: Trigger) -> None:
    """Hang up what is up, cancel what rings, lose the keys that are left, and close the session."""
    ringing: LegStatus = "ERROR" if status == "ERROR" else "CANCELED"
    for leg, up in (("A", call.leg_a), ("B", call.leg_b)):
        if up:
            _end_leg(call, leg, "COMPLETED" if up == "up" else ringing)  # type: ignore[arg-type]
    for at, _, _, _, key, entry in sorted(call.agenda.items) if call.agenda.items else ():
        if key and entry == call.entry:
            why = f"the call is over (it was meant for {at} ms)"
            call.trace.append(Lost(call.now, call.state, key, why))
    last = call.last_action
    if trigger == "hangup" and call.setting.assumptions.last_action_on_remote_hangup == "HANGUP":
        last = "HANGUP"
    call.trace.append(Ended(call.now, status, last, call.error))
    call.done = True


def _end_leg(call: Call, leg: LegName, status: LegStatus, sip: int | None = None) -> None:
    settings = call.setting.assumptions
    if sip is None:
        sip = {"COMPLETED": 200, "CANCELED": settings.sip_canceled}.get(status, settings.sip_failed)
    call.trace.append(LegEnded(call.now, leg, status, sip))
    if leg == "A":
        call.leg_a = ""
    else:
        call.leg_b = ""
