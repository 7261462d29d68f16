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
    from simulator.callers.model import CallerModel
    from simulator.errors import CallflowError, MissingExtraError, OutOfTurnError, RefusedError, UsageError
    from simulator.exploring.comparison import Diff, diff
    from simulator.exploring.effects import Faults, faults
    from simulator.exploring.exploration import Exploration, explore
    from simulator.exploring.explorer import Bounds
    from simulator.library.dry_run import Run, run
    from simulator.library.findings import Findings, check
    from simulator.library.machine import CompiledFlow, compile  # noqa: A004 - the field's own word
    from simulator.library.population import run_many
    from simulator.library.source import Source, load
    from simulator.library.texts import explain
    from simulator.model.account import Account
    from simulator.model.assumptions import Assumptions
    from simulator.model.diagnostic import Diagnostic
    from simulator.model.outcome import LegOutcome
    from simulator.networks.scripted import Fault
    from simulator.scenario.generation import Generation, generate
    from simulator.scenario.measured import Coverage, cover

__all__ = [
    "Account",
    "Assumptions",
    "Bounds",
    "CallerModel",
    "CallflowError",
    "CompiledFlow",
    "Coverage",
    "Diagnostic",
    "Diff",
    "Exploration",
    "Fault",
    "Faults",
    "Findings",
    "Generation",
    "LegOutcome",
    "MissingExtraError",
    "OutOfTurnError",
    "RefusedError",
    "Run",
    "Source",
    "UsageError",
    "check",
    "compile",
    "cover",
    "diff",
    "explain",
    "explore",
    "faults",
    "generate",
    "load",
    "run",
    "run_many",
]

_HOMES = {
    "Account": "model.account",
    "Assumptions": "model.assumptions",
    "Bounds": "exploring.explorer",
    "CallerModel": "callers.model",
    "CallflowError": "errors",
    "CompiledFlow": "library.machine",
    "Coverage": "scenario.measured",
    "Diagnostic": "model.diagnostic",
    "Diff": "exploring.comparison",
    "Exploration": "exploring.exploration",
    "Fault": "networks.scripted",
    "Faults": "exploring.effects",
    "Findings": "library.findings",
    "Generation": "scenario.generation",
    "LegOutcome": "model.outcome",
    "MissingExtraError": "errors",
    "OutOfTurnError": "errors",
    "RefusedError": "errors",
    "Run": "library.dry_run",
    "Source": "library.source",
    "UsageError": "errors",
    "check": "library.findings",
    "compile": "library.machine",
    "cover": "scenario.measured",
    "diff": "exploring.comparison",
    "explain": "library.texts",
    "explore": "exploring.exploration",
    "faults": "exploring.effects",
    "generate": "scenario.generation",
    "load": "library.source",
    "run": "library.dry_run",
    "run_many": "library.population",
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
