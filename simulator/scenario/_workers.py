"""Scenarios in several processes: each takes whole batches, and the verdicts come back in their order."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.responders.waiting import WAITED
from simulator.scenario.flows import Flows
from simulator.scenario.run import run_scenario, with_trail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.model.scenario.verdict import Verdict

BATCHES = 4
"""Batches for each worker: few enough to share what flows cost, many enough that none waits long for the last."""

_flows: dict[str | None, Flows] = {}


def run_in_workers(chosen: Sequence[Scenario], workers: int, account: str | None, trails: bool) -> Iterator[Verdict]:
    """The verdicts in the order of the scenarios; their runs stay in the workers, their trails leave if wanted."""
    size = max(1, -(-len(chosen) // (workers * BATCHES)))
    batches = [chosen[at : at + size] for at in range(0, len(chosen), size)]
    with ProcessPoolExecutor(min(workers, len(batches))) as pool:
        try:
            done = pool.map(_run, batches, [account] * len(batches), [trails] * len(batches))
            for batch, verdicts in zip(batches, done, strict=True):
                for scenario, verdict in zip(batch, verdicts, strict=True):
                    if verdict.waited:
                        WAITED.add(verdict.waited)  # which the worker has counted for itself alone
                    yield evolve(verdict, scenario=scenario)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _run(batch: Sequence[Scenario], account: str | None, trails: bool) -> list[Verdict]:
    WAITED.begin()  # a child inherits what its parent has counted and would say
    flows = _flows.setdefault(account, Flows(account))
    found = [run_scenario(one, flows) for one in batch]
    return [evolve(with_trail(one) if trails else one, run=None) for one in found]
