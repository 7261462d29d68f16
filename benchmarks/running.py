"""Dry-run "menu, press 4, message, hangup", against as many triggers of a stock machine, one model reused."""

from __future__ import annotations

from typing import Any

import simulator
from benchmarks import flows
from benchmarks._measure import line, ratio
from simulator.callers.scripted import Scripted
from simulator.engine.call import Call
from simulator.engine.drive import drive
from simulator.engine.setting import Setting
from simulator.model.call.event import Moved
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.nobody import Nobody
from simulator.running.compiling import compile_source
from simulator.running.result import CallResult


def report() -> str:
    """The row of the report: ours with the full trace and the summary's payload."""
    loaded = simulator.load(flows.MENU, at="2026-01-05T09:00:00Z").source
    compiled = compile_source(loaded)
    setting = Setting(compiled, loaded.account, loaded.at or 0)
    caller, responder = Scripted.of("4"), Nobody()

    def ours() -> CallResult:
        result = CallResult(drive(Call(setting), ScriptedNetwork(), caller, responder))
        assert result.session is not None
        return result

    triggers = [event.row.trigger for event in ours().trace if isinstance(event, Moved)]
    machine: Any = compiled.machine

    def theirs() -> None:
        machine.state, machine.digits, machine.tries = "created", "", 0
        for trigger in triggers:
            machine.trigger(trigger, "4")

    one, other, times = ratio(ours, theirs, times=50)
    return line(f"dry run with trace and VSS / {len(triggers)} stock triggers", one, other, times, "at most 1.0")
