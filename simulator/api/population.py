"""Many calls at once: a crowd of callers through one flow, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.api.arguments import functions, legs_from, naming, seed_from, wrong
from simulator.api.crowd import Population
from simulator.api.crowd_calls import CrowdCalls, rows_of
from simulator.api.flow import begun
from simulator.callers.recorder import Recorder
from simulator.callers.scripted import Scripted
from simulator.errors import UsageError
from simulator.loading.files.recognised import CALLERS_ENDINGS
from simulator.model.caller_model import CallerModel
from simulator.running.seeds import seed_of
from simulator.running.spreading.crew import workers_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.api.crowd_calls import Member
    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.engine.ports import Caller
    from simulator.model.call.outcome import LegOutcome
    from simulator.running.spreading.crew import Workers

    Crowd = Iterable[str | Caller] | CallerModel | str | Path


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
    workers: Workers = 1,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Population:
    """Run one call for each caller, each on a clock of its own; for `flow` and the other arguments see `run`.

    `callers` are key scripts (`["1 2", "silence"]`), callers of your own (with `entry` and `timed`, as
    `simulator/engine/ports.py` has them), a model with a count (`CallerModel().many(1000)`, or `count=1000` beside it),
    or the path of a callers file. Caller number i (from 0) draws from `random.Random(f"{seed}:{i}")`, by seed 0 where
    none is given: the same arguments give the same table, whoever shares the calls: so many `workers` (processes),
    or a Dask cluster ("dask": one of this machine, else the address of a scheduler, "tcp://10.0.0.5:8786").
    Each caller of each seed has ids of its own, so that a backend with memory meets each call afresh. `progress` is
    told how many calls are done, of how many. Raises UsageError, and MissingExtraError where Dask is missing.
    """
    found, now = begun(flow, account=account, at=at, backend=backend)
    dials, seed = legs_from(legs), seed_from(seed)
    spread = workers_from(workers)
    functions(progress=progress)
    crowd = seed_of(found, seed, "crowd")
    with naming("callers"):
        model = model_from(callers)
        members = [None] * _size(model, count) if model is not None else list(_given(callers, count))
    calls = CrowdCalls(found, model, dials, seed or 0, crowd, now)
    return Population(rows_of(calls, members, spread, progress), found.name)


def model_from(callers: Any) -> CallerModel | None:
    """The model that is given, or that a callers file describes; None for callers one by one. Raises UsageError."""
    if isinstance(callers, CallerModel):
        return callers
    if isinstance(callers, Path) or (isinstance(callers, str) and callers.endswith(CALLERS_ENDINGS)):
        from simulator.running.callers import callers_at

        return callers_at(Path(callers))
    return None


def _size(model: CallerModel, count: int | None) -> int:
    return model.count if count is None else model.many(count).count


def _given(callers: Any, count: int | None) -> Iterator[Member]:
    if count is not None:
        raise UsageError("count goes with a CallerModel: key scripts are as many as they are")
    if isinstance(callers, str):
        raise UsageError(f'"{callers}" is one key script, expected a list of them: ["{callers}"]')
    if not isinstance(callers, Iterable):
        raise wrong("callers", callers, 'a list of key scripts, as in ["1 2", "silence"], or a CallerModel')
    for who in callers:
        if isinstance(who, str):
            yield Scripted.of(who)
        elif callable(getattr(who, "entry", None)) and hasattr(who, "timed"):
            yield Recorder(who)
        else:
            raise UsageError(f'{who!r} is no key script: expected a text like "1 42# silence"')
