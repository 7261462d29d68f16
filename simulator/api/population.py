"""Many calls at once: a crowd of callers through one flow, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from simulator.api.arguments import legs_from, naming, seed_from, wrong
from simulator.api.called import Called, called
from simulator.api.crowd import Population
from simulator.api.flow import begun
from simulator.callers.modelled import Modelled
from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.errors import UsageError
from simulator.model.caller_model import CallerModel
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_flow
from simulator.running.seeds import derived, seed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile

    Member = Scripted | Modelled
    Crowd = Iterable[str] | CallerModel


def run_many(
    flow: FlowGiven,
    callers: Crowd,
    *,
    count: int | None = None,
    seed: int | None = None,
    legs: Sequence[LegOutcome | str] = (),
    at: At | None = None,
    account: AccountGiven | None = None,
    backend: BackendGiven | None = None,
) -> Population:
    """Run one call for each caller, each on a clock of its own; for `flow` and the other arguments see `run`.

    `callers` are key scripts (`["1 2", "silence"]`), or a model with a count (`CallerModel().many(1000)`, or
    `count=1000` beside it). Caller number i (from 0) draws from `random.Random(f"{seed}:{i}")`, by seed 0 where none is
    given: the same arguments give the same table. Each caller of each seed has ids of its own, so that a backend with
    memory meets each call afresh. Raises UsageError.
    """
    found, now = begun(flow, account=account, at=at, backend=backend)
    dials, seed = legs_from(legs), seed_from(seed)
    rows = []
    crowd = seed_of(found, seed, "crowd")
    with naming("callers"):
        everybody = list(_everybody(callers, count, seed or 0, found))
    for number, who in enumerate(everybody):
        rows.append(_call(found, number, who, ScriptedNetwork(dials), derived(crowd, number), now))
    return Population(tuple(rows), found.name)


def _everybody(callers: Crowd, count: int | None, seed: int, flow: FlowFile) -> Iterator[Member]:
    if not isinstance(callers, CallerModel):
        yield from _scripted(callers, count)
        return
    from random import Random

    offers = Offers.of(flow)
    model = callers if count is None else callers.many(count)
    for number in range(model.count):
        yield Modelled(model, Random(f"{seed}:{number}"), offers)


def _scripted(callers: Iterable[str], count: int | None) -> Iterator[Scripted]:
    if count is not None:
        raise UsageError("count goes with a CallerModel: key scripts are as many as they are")
    if isinstance(callers, str):
        raise UsageError(f'"{callers}" is one key script, expected a list of them: ["{callers}"]')
    if not isinstance(callers, Iterable):
        raise wrong("callers", callers, 'a list of key scripts, as in ["1 2", "silence"], or a CallerModel')
    for script in callers:
        if not isinstance(script, str):
            raise UsageError(f'{script!r} is no key script: expected a text like "1 42# silence"')
        yield Scripted.of(script)


def _call(
    flow: FlowFile, number: int, who: Member, network: ScriptedNetwork, seed: int, now: str | int | None
) -> Called:
    found = run_flow(flow, caller=who, network=network, seed=seed, at=now)
    tokens = who.tokens if isinstance(who, Modelled) else who.script.tokens
    return called(number, found, tokens, who.timed)
