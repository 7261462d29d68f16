"""Simulate the 8x8 Voice Callflows platform offline: check, compile and dry-run call flows.

    import simulator

    print(simulator.check("booking.json"))
    print(simulator.run("booking.json", dtmf="1 42#"))
    simulator.compile("booking.json").machine   # a stock transitions.Machine

The names in `__all__` are the public API, and the only promise.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.api.compiled_flow import CompiledFlow, compile  # noqa: A004 - the field's own word
    from simulator.api.coverage import Coverage, cover
    from simulator.api.diff import Diff, diff
    from simulator.api.expecting import Expectations, expect
    from simulator.api.exploration import Exploration, explore
    from simulator.api.faults import Faults, faults
    from simulator.api.findings import Findings, check
    from simulator.api.fitting.fitted import Fitted, fit
    from simulator.api.flow import Flow, load
    from simulator.api.generation import Generation, generate
    from simulator.api.population import run_many
    from simulator.api.populations.populating import populate
    from simulator.api.run import Run, run
    from simulator.api.texts import explain
    from simulator.api.traffic.comparing import compare, sweep
    from simulator.errors import (
        CallflowError,
        MissingExtraError,
        OutOfTurnError,
        RefusedError,
        UnreachableError,
        UsageError,
    )
    from simulator.exploring.search.explorer import Bounds
    from simulator.model.assumptions import Assumptions
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.caller_model import CallerModel
    from simulator.model.diagnostic import Diagnostic
    from simulator.networks.scripted import Fault
    from simulator.notebook.dial_pad import DialPad
    from simulator.notebook.served import serve
    from simulator.running.account import Account
    from simulator.server.emulator import Emulator

__all__ = [
    "Account",
    "Assumptions",
    "Bounds",
    "CallerModel",
    "CallflowError",
    "CompiledFlow",
    "Coverage",
    "Diagnostic",
    "DialPad",
    "Diff",
    "Emulator",
    "Expectations",
    "Exploration",
    "Fault",
    "Faults",
    "Findings",
    "Fitted",
    "Flow",
    "Generation",
    "LegOutcome",
    "MissingExtraError",
    "OutOfTurnError",
    "RefusedError",
    "Run",
    "UnreachableError",
    "UsageError",
    "check",
    "compare",
    "compile",
    "cover",
    "diff",
    "expect",
    "explain",
    "explore",
    "faults",
    "fit",
    "generate",
    "load",
    "populate",
    "run",
    "run_many",
    "serve",
    "sweep",
]

_HOMES = {
    "Account": "running.account",
    "Assumptions": "model.assumptions",
    "Bounds": "exploring.search.explorer",
    "CallerModel": "model.caller_model",
    "CallflowError": "errors",
    "CompiledFlow": "api.compiled_flow",
    "Coverage": "api.coverage",
    "Diagnostic": "model.diagnostic",
    "DialPad": "notebook.dial_pad",
    "Diff": "api.diff",
    "Emulator": "server.emulator",
    "Expectations": "api.expecting",
    "Exploration": "api.exploration",
    "Fault": "networks.scripted",
    "Faults": "api.faults",
    "Findings": "api.findings",
    "Fitted": "api.fitting.fitted",
    "Flow": "api.flow",
    "Generation": "api.generation",
    "LegOutcome": "model.call.outcome",
    "MissingExtraError": "errors",
    "OutOfTurnError": "errors",
    "RefusedError": "errors",
    "Run": "api.run",
    "UnreachableError": "errors",
    "UsageError": "errors",
    "check": "api.findings",
    "compare": "api.traffic.comparing",
    "compile": "api.compiled_flow",
    "cover": "api.coverage",
    "diff": "api.diff",
    "expect": "api.expecting",
    "explain": "api.texts",
    "explore": "api.exploration",
    "faults": "api.faults",
    "fit": "api.fitting.fitted",
    "generate": "api.generation",
    "load": "api.flow",
    "populate": "api.populations.populating",
    "run": "api.run",
    "run_many": "api.population",
    "serve": "notebook.served",
    "sweep": "api.traffic.comparing",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `--help` must not wait for what it does not need."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
