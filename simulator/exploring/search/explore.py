"""Explore a flow: its request or inbound call, with the table or backend that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.entries.offers import Offers
from simulator.errors import RefusedError
from simulator.exploring.search.explorer import Bounds, Explorer
from simulator.exploring.search.places import KnownPlaces
from simulator.exploring.search.probers import Forking, Replaying
from simulator.model.behaviour.behaviour import Behaviour, Point
from simulator.model.call.leg_outcomes import explored
from simulator.model.call.outcome import LegOutcome
from simulator.model.garbage import garbage_held
from simulator.responders.table import TableResponder
from simulator.running.answering import responder_for
from simulator.running.prepared import prepared
from simulator.running.seeds import seed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.engine.setting import Setting
    from simulator.exploring.search.probers import Fingerprint, Prober
    from simulator.exploring.search.standing import Asking
    from simulator.model.flow.flow_file import FlowFile

LEGS = tuple(map(LegOutcome, explored()))
"""What is tried at a dial where nothing else is asked for."""
NORMAL = Bounds()
SESSIONS = 1_000_000
"""Sessions of one exploration whose ids no other seed has."""


def explore(
    flow: FlowFile,
    *,
    at: str | int | None = None,
    seed: int | None = None,
    legs: Sequence[LegOutcome] = LEGS,
    bounds: Bounds = NORMAL,
    fingerprint: Fingerprint | None = None,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Behaviour:
    """Everything a caller of this flow can meet.

    `legs` are tried at each dial; `clock` gives the seconds that `bounds.seconds` counts. `fingerprint` tells what a
    backend remembers of a call, as a text that becomes part of the place; `seed` drives the ids of the sessions that
    it is asked in (default: ids that no exploration before had). Raises RefusedError where the request is refused,
    UsageError where the backend cannot be used.
    """
    explorer = explorer_of(flow, at, legs, bounds, fingerprint, seed)
    explorer.progress = progress
    if clock is not None and bounds.seconds is not None:
        until = clock() + bounds.seconds
        explorer.late = lambda: clock() >= until
    # What exploration makes it keeps, and none of it goes in circles; a backend in this process has its own garbage.
    with garbage_held(wanted=flow.backend is None):
        explorer.run()
    return behaviour_of(flow, explorer)


def explorer_of(
    flow: FlowFile,
    at: str | int | None,
    legs: Sequence[LegOutcome],
    bounds: Bounds,
    fingerprint: Fingerprint | None = None,
    seed: int | None = None,
) -> Explorer:
    """An exploration that has not begun."""
    stepper, row_of = _stepper(flow, at, fingerprint, seed)
    live = flow.backend is not None
    return Explorer(stepper, KnownPlaces(Offers.of(flow), legs), bounds, row_of, twice=live)


def behaviour_of(flow: FlowFile, explorer: Explorer) -> Behaviour:
    """What an exploration found."""
    known = explorer.places.known
    return Behaviour(
        flow.name,
        tuple(Point(known[name], tries) for name, tries in explorer.points),
        tuple(explorer.moves),
        tuple(explorer.reached),
        frozenset(explorer.open),
        tuple(explorer.unstable),
        tuple(row.number for row in flow.rows or ()),
        flow.file,
    )


def _stepper(
    flow: FlowFile, at: str | int | None, fingerprint: Fingerprint | None, seed: int | None
) -> tuple[Prober, Callable[[Asking], int]]:
    beginning = prepared(flow, at)
    if beginning.compiled is None:
        raise RefusedError(beginning.source.checked.diagnostics)

    own = seed_of(flow, seed, "explore")

    def setting(number: int) -> Setting:
        return beginning.setting(own * SESSIONS + number, watch_plays=False)

    if flow.backend is not None:
        return Replaying(setting, lambda: responder_for(flow), fingerprint), lambda _asking: 0
    responder = responder_for(flow)

    def row_of(asking: Asking) -> int:
        row = responder.row(asking.wait) if isinstance(responder, TableResponder) else None
        return row.number if row else 0

    return Forking(setting(0), responder), row_of
