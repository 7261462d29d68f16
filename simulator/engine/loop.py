"""The loop of a call: each thing that happens is fed to the machine as a trigger, and what follows is carried out."""

from __future__ import annotations

from heapq import heappop
from typing import TYPE_CHECKING

from simulator.engine.requests import CARRY_OUT
from simulator.engine.written import NOTES, counted, end, finish_playing, struck, why_lost
from simulator.model.call.event import Captured, EntryEnded, Kept, Lost, Moved

if TYPE_CHECKING:
    from simulator.compiler.entered import Todo
    from simulator.engine.state import CallState
    from simulator.model.machine.table import Row, Trigger


def run(call: CallState, before: int | None = None) -> None:
    """Let happen what is to come until something is needed from outside, or the call is over, or it is `before` ms."""
    longest = call.setting.assumptions.max_session_length
    while call.wait is None and not call.done:
        if before is not None and call.agenda.items[0][0] >= before:
            return
        at, _, _, trigger, key, number = heappop(call.agenda.items)
        if at > longest:
            call.now = longest
            call.stop("maxSessionLength")
        else:
            call.now = at
            _happen(call, trigger, key, number)


def strike(call: CallState, code: int) -> None:
    """Let an injected fault end the session."""
    fire(call, struck(call, code, injected=True))


def fire(call: CallState, trigger: Trigger) -> None:
    """Send a trigger through the machine, and carry out all that follows."""
    row = call.compiled.fast.events[trigger].take(call, "")
    carry_out(call, _follow(call, row, trigger))


def carry_out(call: CallState, todo: Todo | None) -> None:
    """Carry out what is requested, and what follows from it, until the call waits for something or nothing is left."""
    while todo is not None:
        request, call.todo = todo
        trigger = CARRY_OUT[type(request)](call, request)
        if trigger is not None:
            todo = _follow(call, call.compiled.fast.events[trigger].take(call, ""), trigger)
        elif call.wait is not None:
            return
        else:
            todo = call.todo


def _happen(call: CallState, trigger: Trigger, key: str, number: int) -> None:
    """Something that was to come is here; what no row of the table waits for is passed over."""
    if key:
        _key(call, trigger, key, number)
        return
    event = call.compiled.fast.events.get(trigger)
    if event is None or call.state not in event.transitions:
        return
    if trigger == "fault":
        strike(call, number)
        return
    note = NOTES.get(trigger)
    if note is not None:
        note(call, trigger)
    carry_out(call, _follow(call, event.take(call, ""), trigger))


def _key(call: CallState, trigger: Trigger, key: str, entry: int) -> None:
    ahead = call.setting.assumptions.type_ahead
    if entry not in (0, call.entry) and not ahead:
        call.trace.append(Lost(call.now, call.state, key, "the entry it was meant for is over"))
    elif (event := call.compiled.fast.events.get(trigger)) is not None and call.state in event.transitions:
        call.trace.append(counted(call, key))
        carry_out(call, _follow(call, event.take(call, key), trigger))
    elif ahead:
        call.kept += key
        call.trace.append(Kept(call.now, call.state, key))
    else:
        call.trace.append(Lost(call.now, call.state, key, why_lost(call.at_state)))


def _follow(call: CallState, row: Row | None, trigger: Trigger) -> Todo | None:
    """Write down the row that was taken; what its state requests is still to be done."""
    assert row is not None  # nobody fires what no row waits for, and the guards of a table leave no gap
    if call.playing:
        finish_playing(call, trigger)
    compiled, now, append = call.compiled, call.now, call.trace.append
    try:
        step = compiled.taken[id(row)]
    except KeyError:
        step = compiled.taken.learn(row)
    if step.entry is not None:
        outcome, reason = step.entry
        append(EntryEnded(now, row.source, call.digits, outcome, reason))
    elif step.capture is not None:
        append(Captured(now, step.capture, call.result, compiled.places.callback(row.source)))
    place = compiled.places[row.dest]
    append(Moved(now, row, place.state))
    if place.ending is None:
        return call.enter(place)
    end(call, place.ending, trigger)
    return None
