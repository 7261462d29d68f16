"""Memory per further live call that waits for a key, its trace not counted."""

from __future__ import annotations

import tracemalloc

import simulator
from benchmarks import flows
from simulator.callers.silent import Silent
from simulator.engine.call import Call
from simulator.engine.drive import feed
from simulator.engine.setting import Setting
from simulator.engine.waits import EntryWait
from simulator.model.call.event import Event
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.running.compiling import compile_source

CALLS = 10_000


def report() -> str:
    """The row of the report."""
    loaded = simulator.load(flows.MENU, at=0).source
    setting = Setting(compile_source(loaded), loaded.account, 0)
    _waiting(setting)
    tracemalloc.start()
    calls = [_waiting(setting) for _ in range(CALLS)]
    each = tracemalloc.get_traced_memory()[0] / CALLS
    tracemalloc.stop()
    assert len(calls) == CALLS
    return f"{'memory per further live call':<52} {each:9.0f} bytes{'':>20} below 1024"


def _waiting(setting: Setting) -> Call:
    call, network, caller, nobody = Call(setting), ScriptedNetwork(), Silent(), Nobody()
    while not isinstance(wait := call.advance(), EntryWait):
        assert wait is not None
        feed(call, wait, network, caller, nobody)
    call.trace = _NO_TRACE
    return call


_NO_TRACE: list[Event] = []
