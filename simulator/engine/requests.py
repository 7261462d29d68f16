"""Carrying out what a state of the table requests on entry: dial, play, arm a timer, ask the webhook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.engine import happenings
from simulator.engine.waits import AskWait, DialWait, EntryWait, PlayWait
from simulator.model.call.event import Asked, Began, Dialled, Heard, HungUp, Moved, NotSimulated
from simulator.model.machine.table import (
    Ask,
    Dial,
    Disconnect,
    Play,
    RunScenario,
    StartTimer,
    StopTimers,
    TakeKeys,
)
from simulator.model.number import country, plus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.compiler.compiled import Compiled
    from simulator.compiler.entered import Todo
    from simulator.engine.call import Call
    from simulator.engine.waits import CallStatus
    from simulator.model.machine.table import Prompt, StateRequest


def carry_on(call: Call) -> None:
    """Carry out what is left to do."""
    if call.todo is not None:
        carry_out(call, call.todo)


def carry_out(call: Call, todo: Todo | None) -> None:
    """Carry out requests until the call waits for something or everything is done."""
    while todo is not None:
        request, call.todo = todo
        _CARRY_OUT[type(request)](call, request)
        if call.wait is not None:
            return
        todo = call.todo


def _play(call: Call, request: Play) -> None:
    prompt = request.prompt
    if call.setting.watch_plays and prompt.words:
        call.wait = PlayWait(prompt, call.state)
    else:
        play(call, prompt)


def play(call: Call, prompt: Prompt) -> None:
    """Begin to play; a message without words takes no time and is not heard."""
    call.prompt = prompt
    if prompt.text or prompt.file_url:
        call.playing = True
        call.trace.append(Heard(call.now, call.state, prompt))
    call.schedule(call.now + prompt.length, "played")


def _start(call: Call, request: StartTimer) -> None:
    if call.agenda.has(request.timer):
        if request.keep:
            return
        call.agenda.drop(request.timer)
    call.schedule(call.now + request.ms, request.timer)


def _stop(call: Call, _request: StateRequest) -> None:
    call.agenda.drop("digitTimeout", "overallTimeout")


def _take_keys(call: Call, _request: StateRequest) -> None:
    call.entry += 1
    call.wait = EntryWait(call.prompt, call.state, call.entry)


def _dial(call: Call, request: Dial) -> None:
    setting = call.setting
    expired = setting.valid_until is not None and setting.now + call.now >= setting.valid_until
    if request.leg == "A" and expired:
        happenings.strike(call, -2007)
        return
    call.trace.append(Dialled(call.now, request.leg, plus(request.source), plus(request.destination)))
    if request.leg == "A":
        call.leg_a = "ringing"
    else:
        call.leg_b = "ringing"
    if request.leg == "A" and setting.account.capacity is not None and setting.account.capacity < 1:
        happenings.strike(call, -2010)
    elif setting.account.coverage is not None and country(request.destination) not in setting.account.coverage:
        happenings.strike(call, -2004)
    else:
        call.wait = DialWait(request.leg, request.source, request.destination, call.state)


def _ask(call: Call, _request: StateRequest) -> None:
    if not call.setting.account.sends("VCA"):
        happenings.fire(call, "noMore")
        return
    if call.asked >= call.setting.assumptions.max_replies:
        call.stop("maxReplies")
        return
    status: CallStatus = "CALL_RECEIVED" if call.setting.inbound and not call.asked else "ACTION_COMPLETED"
    call.asked += 1
    call.trace.append(Asked(call.now, status, call.result, call.client_action_id))
    call.wait = AskWait(status, call.result, call.client_action_id, call.state)


def _run_scenario(call: Call, request: RunScenario) -> None:
    name = request.name
    stored = call.setting.stored(name, "reply" if call.leg_a else "request")
    if stored is None:
        call.trace.append(NotSimulated(call.now, name))
        happenings.fire(call, "notSimulated")
    elif _leads_back(call, stored):
        call.stop("scenarioLoop")
    else:
        happenings.fire(call, "scenario")
        happenings.begin(call, stored)


def _disconnect(call: Call, _request: StateRequest) -> None:
    call.trace.append(HungUp(call.now, "platform"))
    happenings.fire(call, "disconnect")


def _leads_back(call: Call, stored: Compiled) -> bool:
    """Whether this call flow has begun before, and nothing but other platform scenarios since then."""
    for event in reversed(call.trace):
        if isinstance(event, Began) and event.digest == stored.digest:
            return True
        if not isinstance(event, Began | Moved):
            return False
    return False


_CARRY_OUT: Mapping[type[StateRequest], Callable[[Call, Any], None]] = {
    Play: _play,
    TakeKeys: _take_keys,
    StartTimer: _start,
    StopTimers: _stop,
    Dial: _dial,
    Ask: _ask,
    RunScenario: _run_scenario,
    Disconnect: _disconnect,
}
"""How each kind of request is carried out."""
