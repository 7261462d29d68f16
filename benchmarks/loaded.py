"""`run` on a flow that was loaded, against the same calls inside `run_many`: a flow is read and compiled once."""

from __future__ import annotations

import simulator
from benchmarks import flows
from benchmarks._measure import line, ratio

CALLS = 50


def report(rounds: int = 15) -> str:
    """The row of the report: one call each, with all that a row of a crowd has."""
    flow = simulator.load(flows.MENU)
    scripts = ["4"] * CALLS

    def ours() -> None:
        for script in scripts:
            simulator.run(flow, script)

    one, other, times = ratio(ours, lambda: simulator.run_many(flow, scripts), rounds=rounds, times=1)
    return line("run on a loaded flow / the same in run_many", one / CALLS, other / CALLS, times, "about 1.0")
