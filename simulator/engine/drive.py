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
        for after in caller.hangups:
            call.hang_up(after)
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
    if wait.leg == "A" and outcome.connected:
        answered_in = outcome.delay(call.setting.assumptions)
        for after in caller.hangups:
            call.hang_up(answered_in + after)
