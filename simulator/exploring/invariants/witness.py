"""The run of a way that refutes an invariant, which has to show it: what no run shows is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from simulator.callers.scripted import Scripted
from simulator.exploring.coverage.passage import steps
from simulator.exploring.invariants.runs import breach
from simulator.exploring.search.explore import SESSIONS
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.exploring.invariants.refutation import Refutation
    from simulator.exploring.search.routes import Routes
    from simulator.model.behaviour.way import Way
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.flow.invariant import Invariant
    from simulator.running.dry_run import DryRun


@frozen(eq=False)
class Witness:
    """A refutation with its way and run; `words` say what the run shows, and nothing where it does not show it."""

    refutation: Refutation
    way: Way
    run: DryRun
    words: str
    direct: bool


@define
class Witnesses:
    """Runs the ways of refutations through a flow, each in a session of its own; nothing is posted for VSS and VCS."""

    flow: FlowFile
    routes: Routes
    at: str | int | None
    seed: int | None
    _runs: int = field(init=False, default=0)

    def best(self, invariant: Invariant, found: Iterable[Refutation]) -> Witness:
        """Of one or more the shortest whose run breaks the invariant, else whose run shows it, else the first."""
        ways = sorted(((self.routes.way(one.moves), one) for one in found), key=lambda pair: pair[0].order)
        tried = []
        for way, one in ways:
            tried.append(self._witness(invariant, one, way))
            if tried[-1].direct:
                return tried[-1]
        return next((one for one in tried if one.words), tried[0])

    def _witness(self, invariant: Invariant, found: Refutation, way: Way) -> Witness:
        run = self._run(way)
        broken = breach(invariant, run.trace)
        if broken is not None:
            return Witness(found, way, run, found.words or broken.found, direct=True)
        return Witness(found, way, run, found.words if _comes(found, run) else "", direct=False)

    def _run(self, way: Way) -> DryRun:
        self._runs += 1
        own = None if self.seed is None else (self.seed + 1) * SESSIONS - self._runs
        caller, network = Scripted(parse_script(way.dtmf)), ScriptedNetwork(tuple(map(parse_leg, way.legs)))
        flow, at = evolve(self.flow, post={}), self.at if way.at is None else way.at
        return run_flow(flow, caller=caller, network=network, seed=own, at=at, of=("invariant", self._runs))


def _comes(found: Refutation, run: DryRun) -> bool:
    """Whether a run comes to the place of a refutation: to one of a loop for a second time."""
    if found.place is None:
        return False
    passed = steps(run.trace)
    came = [step.source for step in passed[:1]] + [step.dest for step in passed]
    return came.count(found.place.without_past.id) > (found.shown_by == "loop")
