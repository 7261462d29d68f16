"""Callers of a model by the million, drawn: the samples of the public API, which show themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from simulator.api.arguments import naming, seed_from, wrong
from simulator.api.flow import begun
from simulator.api.population import model_from
from simulator.api.populations.sample import Sample
from simulator.entries.offers import Offers
from simulator.errors import UsageError
from simulator.exploring.search.explore import explore as explore_flow
from simulator.model.call.leg_outcomes import explored
from simulator.model.call.outcome import LegOutcome
from simulator.model.machine.table import UNBOUNDED
from simulator.model.values import whole
from simulator.populations.compiling.compiled import crowded
from simulator.populations.layout import KEPT, UNKNOWN
from simulator.populations.sampling.engines import engine_for
from simulator.populations.sampling.shards import columns_of
from simulator.populations.told import counted
from simulator.running.prepared import now_of
from simulator.running.spreading.crew import workers_from

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.caller_model import CallerModel
    from simulator.model.flow.flow_file import FlowFile

WIDE = 8 * len(KEPT)
"""Bytes of a caller."""
DAYS = 2
"""Days in which the next opening or closing is looked for."""


def populate(
    flow: FlowGiven,
    people: CallerModel | str | Path,
    *,
    count: int = 1_000_000,
    seed: int = 0,
    workers: int | str = 1,
    engine: str | None = None,
    at: At | None = None,
    account: AccountGiven | None = None,
    backend: BackendGiven | None = None,
) -> Sample:
    """Draw callers of a model, or of a callers file, through a flow without a call: a row each, in columns.

    Caller i draws from the seed and i alone: the same arguments give the same bits with each `engine` ("numba",
    "numpy", "python"; by default the quickest that is installed) and any `workers` (threads, "dask", or the address of
    a Dask scheduler). It agrees with `expect` and `run_many`, and any caller can be replayed: see `Sample.script`.
    Raises RefusedError where the request is refused, MissingExtraError, and UsageError where entries hang on more than
    where a call is (`typeAhead`, `messageBargeIn`, a machine on leg A), opening hours change during the calls, or
    exploration did not see what callers do.
    """
    found, now = begun(flow, account=account, at=at, backend=backend)
    with naming("people"):
        model = model_from(people)
        if model is None:
            raise wrong("people", people, "a CallerModel, or the path of a callers file")
    size, begin, threads = _held(whole("count", count, 1)), seed_from(seed) or 0, workers_from(workers)
    walks = engine_for(engine, size)
    told = (name for _, kind in model.kinds() for leg in "AB" for _, name in kind.outcomes(leg))
    legs = tuple(map(LegOutcome, dict.fromkeys([*explored(), *told])))
    behaviour = explore_flow(_unbounded(found), at=now, seed=begin, legs=legs)
    crowd = crowded(behaviour, model, Offers.of(found), found.account.assumptions)
    columns = dict(zip(KEPT, columns_of(walks, crowd.tables, begin, size, threads), strict=True))
    _known(columns)
    _within_hours(found, now_of(now), columns["ms"])
    return Sample(crowd, columns, ((begin, size),), walks, behaviour.title, behaviour.ground)


def _held(count: int) -> int:
    """So many callers, if this machine can hold them. Raises UsageError."""
    size = WIDE * count
    try:
        bytes(size)  # asked for, and not touched
    except (MemoryError, OverflowError):
        raise UsageError(
            f"count: {count:,} callers take {size / 1e9:,.0f} GB, more than this machine has: draw fewer at a time, "
            "each time with another seed"
        ) from None
    return count


def _unbounded(flow: FlowFile) -> FlowFile:
    """The flow in which no call is stopped: of those that are drawn the walk knows when."""
    settings = evolve(flow.account.assumptions, max_session_length=UNBOUNDED, max_replies=UNBOUNDED)
    return evolve(flow, account=evolve(flow.account, assumptions=settings))


def _known(columns: dict[str, Any]) -> None:
    """Refuse callers who did what exploration did not see. Raises UsageError."""
    unknown = counted(columns["end"])[UNKNOWN]
    if unknown:
        raise UsageError(
            f"{unknown} of these callers do what exploration saw nobody do: run_many tells what comes of it"
        )


def _within_hours(flow: FlowFile, now: int, ms: Any) -> None:
    """Refuse calls that see a change of opening hours. Raises UsageError."""
    if not flow.hours:
        return
    longest = max(counted(ms))
    edges = (edge for hours in flow.hours for edge in hours.edges(now, DAYS) if edge > now)
    change = min(edges, default=None)
    if change is not None and change - now <= longest:
        raise UsageError(
            f"opening hours change {(change - now) // 1000} s after the calls begin, and the longest takes "
            f"{longest // 1000} s: give an `at` that is farther from the change; run_many tells what comes of it"
        )
