"""The calls of a crowd, here or in workers: each depends on its number and the seed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.api.called import Called, called
from simulator.callers.modelled import Modelled
from simulator.callers.recorder import Recorder
from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.model.call.legs import leg_text
from simulator.networks.modelled import ModelledNetwork
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.seeds import derived
from simulator.running.spreading.crew import BATCHES, alone, crew_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.model.call.outcome import LegOutcome
    from simulator.model.caller_model import CallerModel
    from simulator.model.flow.flow_file import FlowFile
    from simulator.running.spreading.crew import Workers

    Member = Scripted | Recorder | None


@frozen(eq=False)
class CrowdCalls:
    """All that the calls of a crowd have in common; `crowd` is what their ids come from, `seed` what they draw from.

    A caller is a member of the crowd, or (None) one of the `model` by its number.
    """

    flow: FlowFile
    model: CallerModel | None
    legs: tuple[LegOutcome, ...]
    seed: int
    crowd: int
    at: str | int | None

    def rows(self, first: int, members: Sequence[Member]) -> Iterator[Called]:
        """The rows of some callers, the first of whom has this number."""
        offers = Offers.of(self.flow)
        for number, member in enumerate(members, first):
            yield self._modelled(number, offers) if member is None else self._given(number, member)

    def _given(self, number: int, who: Scripted | Recorder) -> Called:
        found = self._run(number, who, ScriptedNetwork(self.legs))
        tokens = who.tokens if isinstance(who, Recorder) else who.script.tokens
        return called(number, found, tokens, who.timed)

    def _modelled(self, number: int, offers: Offers) -> Called:
        from random import Random

        model = self.model
        assert model is not None  # who is of no crowd of their own is one of a model
        interrupts = self.flow.account.assumptions.barge_in
        who = Modelled(model, Random(f"{self.seed}:{number}"), offers, interrupts)
        network = ModelledNetwork(self.legs, model=who.kind, chance=Random(f"{self.seed}:{number}:legs"))
        found = self._run(number, who, network)
        legs = tuple(map(leg_text, network.came)) if who.kind.legs or who.kind.talk is not None else ()
        return called(
            number, found, who.tokens, who.timed, legs, (who.kind.name, who.want), who.kind.goals or model.goals
        )

    def _run(self, number: int, who: Any, network: ScriptedNetwork) -> Any:
        return run_flow(self.flow, caller=who, network=network, seed=derived(self.crowd, number), at=self.at)


def rows_of(
    calls: CrowdCalls, members: Sequence[Member], workers: Workers, progress: Callable[[int, int], None]
) -> tuple[Called, ...]:
    """The rows of all, in order, whoever works on them. Raises UsageError and MissingExtraError."""
    found: list[Called] = []
    if alone(workers, len(members)):
        for row in calls.rows(0, members):
            found.append(row)
            progress(len(found), len(members))
        return tuple(found)
    with crew_of(workers) as crew:
        size = max(-(-len(members) // (crew.size * BATCHES)), 1)
        pieces = [(calls, first, members[first : first + size]) for first in range(0, len(members), size)]
        for rows in crew.results(_batch, pieces):
            found += rows
            progress(len(found), len(members))
    return tuple(found)


def _batch(calls: CrowdCalls, first: int, members: Sequence[Member]) -> list[Called]:
    return list(calls.rows(first, members))
