"""Carrying out what a state of the table requests on entry: dial, play, arm a timer, ask the webhook.

Each gives the trigger that follows from it at once, where one does; what that leads to is the loop's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.engine.state import MACHINE
from simulator.engine.waits import AskWait, DialWait, EntryWait, PlayWait
from simulator.engine.written import struck
from simulator.model.call.event import Asked, Began, Dialled, Heard, HungUp, Moved, NotSimulated
from simulator.model.machine.table import (
    Ask,
    Dial,
    Disconnect,
    GoOn,
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
    from simulator.engine.state import CallState
    from simulator.model.call.event import CallStatus
    from simulator.model.machine.table import Prompt, StateRequest, Trigger


def _play(call: CallState, request: Play) -> None:
    prompt = request.prompt
    if prompt.file_url is not None and call.setting.measure is not None:
        prompt = _measured(prompt, call.setting.measure(prompt.file_url))
    if call.setting.watch_plays and prompt.words:
        call.wait = PlayWait(prompt, call.state)
    else:
        play(call, prompt)


def _measured(prompt: Prompt, once: int | None) -> Prompt:
    return prompt if once is None else evolve(prompt, length=once * prompt.repetition)


def play(call: CallState, prompt: Prompt) -> None:
    """Begin to play; a message without words takes no time and is not heard."""
    call.prompt = prompt
    if prompt.text or prompt.file_url:
        call.playing = True
        call.trace.append(Heard(call.now, call.state, prompt))
    call.schedule(call.now + prompt.length, "played")


def _start(call: CallState, request: StartTimer) -> None:
    if call.agenda.has(request.timer):
        if request.keep:
            return
        call.agenda.drop(request.timer)
    call.schedule(call.now + request.ms, request.timer)


def _stop(call: CallState, _request: StateRequest) -> None:
    call.agenda.drop("digitTimeout", "overallTimeout")


def _take_keys(call: CallState, _request: StateRequest) -> None:
    if call.leg_a == MACHINE:
        return  # it presses nothing: the timers go on by themselves
    call.entry += 1
    call.wait = EntryWait(call.prompt, call.state, call.entry, call.compiled, call.client_action_id)


def _dial(call: CallState, request: Dial) -> Trigger | None:
    setting = call.setting
    expired = setting.valid_until is not None and setting.now + call.now >= setting.valid_until
    if request.leg == "A" and expired:
        return struck(call, -2007)
    call.trace.append(Dialled(call.now, request.leg, plus(request.source), plus(request.destination)))
    if request.leg == "A":
        call.leg_a = "ringing"
    else:
        call.leg_b = "ringing"
    if request.leg == "A" and setting.account.capacity is not None and setting.account.capacity < 1:
        return struck(call, -2010)
    if setting.account.coverage is not None and country(request.destination) not in setting.account.coverage:
        return struck(call, -2004)
    call.wait = DialWait(request.leg, request.source, request.destination, call.state)
    return None


def _ask(call: CallState, _request: StateRequest) -> Trigger | None:
    if not call.setting.account.sends("VCA"):
        return "noMore"
    if call.asked >= call.setting.assumptions.max_replies:
        call.stop("maxReplies")
        return None
    status: CallStatus = "CALL_RECEIVED" if call.setting.inbound and not call.asked else "ACTION_COMPLETED"
    call.asked += 1
    call.trace.append(Asked(call.now, status, call.result, call.client_action_id))
    call.wait = AskWait(status, call.result, call.client_action_id, call.state)
    return None


def _run_scenario(call: CallState, request: RunScenario) -> Trigger | None:
    stored = call.setting.stored(request.name, "reply" if call.leg_a else "request")
    if stored is None:
        call.trace.append(NotSimulated(call.now, request.name))
        return "notSimulated"
    if _leads_back(call, stored):
        call.stop("scenarioLoop")
        return None
    call.following = stored
    return "scenario"


def _go_on(call: CallState, _request: StateRequest) -> None:
    """Begin the list that follows, with a fresh memory."""
    compiled = call.following
    assert compiled is not None  # whatever hands the call on says what follows
    call.compiled, call.state, call.following = compiled, compiled.first, None
    call.digits, call.tries, call.result = "", 0, None
    place = compiled.places[call.state]
    call.trace.append(Began(call.now, compiled.digest, place.state))
    call.todo = call.enter(place)


def _disconnect(call: CallState, _request: StateRequest) -> Trigger:
    call.trace.append(HungUp(call.now, "platform"))
    return "disconnect"


def _leads_back(call: CallState, stored: Compiled) -> bool:
    """Whether this call flow has begun before, and nothing but other platform scenarios since then."""
    for event in reversed(call.trace):
        if isinstance(event, Began) and event.digest == stored.digest:
            return True
        if not isinstance(event, Began | Moved):
            return False
    return False


CARRY_OUT: Mapping[type[StateRequest], Callable[[CallState, Any], Trigger | None]] = {
    Play: _play,
    TakeKeys: _take_keys,
    StartTimer: _start,
    StopTimers: _stop,
    Dial: _dial,
    Ask: _ask,
    RunScenario: _run_scenario,
    GoOn: _go_on,
    Disconnect: _disconnect,
}
"""How each kind of request is carried out."""
