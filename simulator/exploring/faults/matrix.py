"""Every fault at every place found: explored first, then one call for each, with the fault there and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.exploring.faults.opportunities import Opportunities
from simulator.exploring.faults.struck_call import strike
from simulator.exploring.faults.unharmed import Unharmed
from simulator.exploring.search.explore import LEGS, SESSIONS, explore
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.routes import Routes
from simulator.model.reports.fault_matrix import FaultMatrix, FaultRow
from simulator.running.seeds import seed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Bound
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.fault_matrix import Strike

NORMAL = Bounds()


def fault_matrix(
    flow: FlowFile,
    *,
    at: str | int | None = None,
    seed: int | None = None,
    legs: Sequence[LegOutcome] = LEGS,
    bounds: Bounds = NORMAL,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> FaultMatrix:
    """What each fault that can strike does to the callers of a flow.

    `legs` are what dials come to; `bounds` hold for exploration, their `seconds` (counted by `clock`) for all of it.
    Ctrl-C stops it, and what was found stands. Raises RefusedError where the request is refused, UsageError where the
    backend cannot be used.
    """
    until = None if clock is None or bounds.seconds is None else clock() + bounds.seconds
    # Summaries are for a live receiver: a hundred calls that never were would only confuse it.
    flow = evolve(flow, post={}) if flow.post else flow
    own = seed_of(flow, seed, "faults")
    behaviour = explore(flow, at=at, seed=own, legs=legs, bounds=bounds, clock=clock, progress=progress)
    routes = Routes(behaviour, flow.account.assumptions)
    unharmed = Unharmed(flow, at, own)
    found: dict[str, list[Strike]] = {}
    reached: list[Bound] = list(behaviour.bounds)
    try:
        for count, chance in enumerate(Opportunities(routes), 1):
            if until is not None and clock is not None and clock() >= until:
                reached.append("timeLimit")
                break
            # Sessions of their own, so that no backend takes them for those of the exploration.
            struck = strike(flow, chance, at, (own + 1) * SESSIONS - count, unharmed)
            found.setdefault(chance.place, []).append(struck)
            progress(len(behaviour.points), 0)
    except KeyboardInterrupt:
        reached.append("interrupted")
    rows, left = _rows(behaviour, routes, found)
    return FaultMatrix(flow.name, rows, tuple(dict.fromkeys(reached)), left, flow.file,
                       known=behaviour.ground, secrets=behaviour.secrets, instants=behaviour.instants)  # fmt: skip


def _rows(behaviour: Behaviour, routes: Routes, found: dict[str, list[Strike]]) -> tuple[tuple[FaultRow, ...], int]:
    """A row for each place where something can strike, and how many places were seen and not explored."""
    points: dict[str, list[int]] = {}
    for number, point in enumerate(behaviour.points):
        points.setdefault(point.place.id, []).append(number)
    rows = tuple(
        FaultRow(place, routes.to(routes.shortest(points[name])), tuple(found[name]))
        for name, place in behaviour.places.items()
        if name in found
    )
    return rows, len({behaviour.points[number].place.id for number in behaviour.open})
