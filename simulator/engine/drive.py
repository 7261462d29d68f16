"""The short loop around a call: ask the ports for what it waits for, feed it, until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.engine.ports import Question
from simulator.engine.waits import AskWait, DialWait, EntryWait

if TYPE_CHECKING:
    from simulator.engine.call import Call
    from simulator.engine.ports import Caller, Network, Responder
    from simulator.engine.waits import Wait


def drive(call: Call, network: Network, caller: Caller, responder: Responder) -> Call:
    """Run a call to its end (or to one of the simulator's bounds); the same call is returned."""
    if call.setting.inbound:
        begin(call, caller)
    while (wait := call.advance()) is not None:
        feed(call, wait, network, caller, responder)
    return call


def feed(call: Call, wait: Wait, network: Network, caller: Caller, responder: Responder) -> None:
    """Feed a call with what it waits for."""
    if isinstance(wait, EntryWait):
        call.press(caller.entry(wait))
    elif isinstance(wait, AskWait):
        call.answer(*responder.answer(Question(call.setting, call.trace, call.now, wait)))
    elif isinstance(wait, DialWait):
        _dial(call, wait, network, caller)
    else:
        code = network.play(wait)
        if code is None:
            call.plays()
        else:
            call.fault(code)


def _dial(call: Call, wait: DialWait, network: Network, caller: Caller) -> None:
    outcome = network.dial(wait)
    if isinstance(outcome, int):
        call.fault(outcome)
        return
    call.dialled(outcome)
    settings = call.setting.assumptions
    if wait.leg == "B" and outcome.connected and any(one.pauses for one in caller.timed):
        talks = outcome.stays(settings)
        call.put_off_hangups(outcome.delay(settings), settings.bridge_talk if talks is None else talks)
    if wait.leg == "A" and outcome.connected:
        begin(call, caller, outcome.delay(settings), outcome.beeps(settings) is None)


def begin(call: Call, caller: Caller, answered_in: int = 0, presses: bool = True) -> None:
    """Let come what the caller, who answers in so many ms, does at times of its own.

    A machine that answers `presses` nothing.
    """
    for one in caller.timed:
        if not one.key:
            call.hang_up(answered_in + one.at)
        elif presses:
            call.key(one.key, answered_in + one.at)
