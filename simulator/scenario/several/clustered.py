"""Scenarios on the workers of a Dask cluster: each takes whole batches, and the verdicts come back in their order."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from attrs import evolve

from simulator.errors import UsageError
from simulator.model.scenario.verdict import Failure, Verdict
from simulator.responders.waiting import WAITED
from simulator.running.spreading.cluster import is_gone
from simulator.running.spreading.crew import BATCHES, crew_of
from simulator.scenario.apart import NOBODYS
from simulator.scenario.flows import Flows
from simulator.scenario.judging import reproduce
from simulator.scenario.run import run_scenario, with_trail
from simulator.scenario.several.sending import Receiver, Sender

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.model.scenario.scenario import Scenario
    from simulator.running.spreading.crew import Crew
    from simulator.scenario.apart import Whose

ENDED = "the backend misbehaved: it ended the worker of the cluster that it runs in"


def run_in_cluster(
    chosen: Sequence[Scenario], workers: str, whose: Whose, *, trails: bool, runs: bool = False
) -> Iterator[Verdict]:
    """The verdicts in the order of the scenarios. Raises UsageError and MissingExtraError.

    Where a worker is lost, the scenarios from its batch on run one by one, so that one alone is at fault.
    """
    manner = (whose, trails, runs)
    with crew_of(workers) as crew:
        done = 0
        size = max(-(-len(chosen) // (crew.size * BATCHES)), 1)
        try:
            for some in _verdicts(crew, chosen, size, manner):
                yield from some
                done += len(some)
        except UsageError as error:
            if not is_gone(error):
                raise
            for number in range(done, len(chosen)):
                yield _by_itself(crew, chosen[number], manner)


def _verdicts(
    crew: Crew, chosen: Sequence[Scenario], size: int, manner: tuple[Whose, bool, bool]
) -> Iterator[list[Verdict]]:
    batches = [list(chosen[at : at + size]) for at in range(0, len(chosen), size)]
    for batch, written in zip(batches, crew.results(run_batch, [(one, *manner) for one in batches]), strict=True):
        receiver = Receiver()
        found = [receiver.read(raw)[1] for raw in written]
        for one in found:
            if one.waited:
                WAITED.add(one.waited)
        yield [evolve(one, scenario=scenario) for one, scenario in zip(found, batch, strict=True)]


def _by_itself(crew: Crew, scenario: Scenario, manner: tuple[Whose, bool, bool]) -> Verdict:
    begun = monotonic()
    try:
        ((verdict,),) = _verdicts(crew, [scenario], 1, manner)
    except UsageError as error:
        if not is_gone(error):
            raise
        place = f"{scenario.file}:{scenario.span.line}:{scenario.span.column}"
        wanted = "an answer that can be used"
        failure = Failure("backend", wanted, ENDED, place=place, reproduce=reproduce(scenario))
        return Verdict(scenario, (failure,), took=monotonic() - begun)
    return verdict


def run_batch(some: Sequence[Scenario], whose: Whose, trails: bool, runs: bool) -> list[bytes]:
    """What a worker does: the verdicts on some scenarios, as they are sent between processes."""
    flows, sender, found = Flows(*whose), Sender(), []
    for number, scenario in enumerate(some):
        verdict = run_scenario(scenario, flows)
        verdict = with_trail(verdict) if trails else verdict
        verdict = verdict if runs else evolve(verdict, run=None)
        found.append(sender.written(number, evolve(verdict, scenario=NOBODYS)))
    return found
