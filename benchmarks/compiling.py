"""Compile a 10-action flow, against a bare machine of as many states and transitions."""

from __future__ import annotations

from transitions import Machine

import simulator
from benchmarks import flows
from benchmarks._measure import line, ratio
from simulator.compiler import shape
from simulator.compiler.compiled import build, digest_of
from simulator.model.assumptions import Assumptions


def report() -> str:
    """The row of the report."""
    settings = Assumptions()
    loaded = simulator.load(flows.TEN, at=0).source
    actions = loaded.checked.body.actions
    table = simulator.compile(loaded).table
    states = [state.name for state in table.states]
    transitions = [[row.trigger, row.source, row.dest] for row in table.rows]

    def anew() -> object:
        """Without the machine of an earlier list of the same shape; single rows may be kept."""
        shape._kept.clear()
        return build(actions, "request", settings, digest_of(actions))

    ours, theirs, times = ratio(
        anew,
        lambda: Machine(model=None, states=states, transitions=transitions, initial="created", auto_transitions=False),
    )
    return line("compile 10 actions / bare machine", ours, theirs, times, "at most 1.3")
