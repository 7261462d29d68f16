"""Carrying out what a state of the table requests on entry: dial, play, arm a timer, ask the webhook."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from simulator.engine import happenings
from simulator.engine.waits import AskWait, DialWait, EntryWait, PlayWait
from simulator.model.event import Asked, Began, Dialled, Heard, HungUp, Moved, NotSimulated
from simulator.model.number import country, plus
from simulator.model.table import (
    Ask,
    Dial,
    Disconnect,
    Play,
    RunScenario,
    StartTimer,
    StopTimers,
    TakeKeys,
)

if TYPE_CHECKING:
    from simulator.compiler.compiled import Compiled
    from simulator.engine.call import Call
    from simulator.engine.waits import CallStatus
    from simulator.model.table import Prompt, Request


def carry_on(call: Call) -> None:
    """Carry out what is left to do, until the call waits for something or everything is done."""
    while call.todo and call.wait is None:
        request, *rest = call.todo
        call.todo = tuple(rest)
        _carry_out(call, request)


def _carry_out(call: Call, request: Request) -> None:
    match request:
        case Play():
            if call.setting.watch_plays and request.prompt.words:
                call.wait = PlayWait(request.prompt, call.state)
            else:
                play(call, request.prompt)
        case TakeKeys():
            _take_keys(call)
        case StartTimer():
            _start(call, request)
        case StopTimers():
            call.agenda.drop("digitTimeout", "overallTimeout")
        case Dial():
            _dial(call, request)
        case Ask():
            _ask(call)
        case RunScenario():
            _run_scenario(call, request.name)
        case Disconnect():
            call.trace.append(HungUp(call.now, "platform"))
            happenings.fire(call, "disconnect")
        case _:
            assert_never(request)


def play(call: Call, prompt: Prompt) -> None:
    """Begin to play; a message without words takes no time and is not heard."""
    call.prompt = prompt
    if prompt.words:
        call.playing = True
        call.trace.append(Heard(call.now, call.state, prompt))
    call.schedule(call.now + prompt.length, "played")


def _start(call: Call, request: StartTimer) -> None:
    if not (request.keep and call.agenda.has(request.timer)):
        call.agenda.drop(request.timer)
        call.schedule(call.now + request.ms, request.timer)


def _take_keys(call: Call) -> None:
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


def _ask(call: Call) -> None:
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


def _run_scenario(call: Call, name: str) -> None:
    stored = call.setting.stored(name, "reply" if call.leg_a else "request")
    if stored is None:
        call.trace.append(NotSimulated(call.now, name))
        happenings.fire(call, "notSimulated")
    elif _leads_back(call, stored):
        call.stop("scenarioLoop")
    else:
        happenings.fire(call, "scenario")
        happenings.begin(call, stored)


def _leads_back(call: Call, stored: Compiled) -> bool:
    """Whether this call flow has begun before, and nothing but other platform scenarios since then."""
    for event in reversed(call.trace):
        if isinstance(event, Began) and event.digest == stored.digest:
            return True
        if not isinstance(event, Began | Moved):
            return False
    return False
