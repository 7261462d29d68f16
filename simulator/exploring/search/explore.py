"""Explore a flow: its request or inbound call, with the table or backend that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from simulator.errors import RefusedError
from simulator.exploring.hints.hints import CALLED, NOTED
from simulator.exploring.instants import instants_of
from simulator.exploring.search.explorer import Bounds, Explorer
from simulator.exploring.search.live import LiveExplorer, explore_live
from simulator.exploring.search.pasts.memory import Memory
from simulator.exploring.search.places import KnownPlaces
from simulator.exploring.search.probers import Forking, Replaying
from simulator.exploring.search.probing import offers_of
from simulator.exploring.search.sharing import Sharing
from simulator.model.behaviour.behaviour import Behaviour, Point
from simulator.model.behaviour.hint import Hint
from simulator.model.call.leg_outcomes import explored
from simulator.model.call.outcome import LegOutcome
from simulator.model.garbage import garbage_held
from simulator.responders.noting import notes_of, noting
from simulator.responders.renamed import renamed
from simulator.responders.table import TableResponder
from simulator.running.answering import not_in_vain, responder_for
from simulator.running.prepared import now_of, prepared
from simulator.running.seeds import seed_of
from simulator.webhooks.base.ids import uuid1

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.engine.ports import Responder
    from simulator.engine.setting import Setting
    from simulator.entries.offers import Offers
    from simulator.exploring.search.probers import Fingerprint
    from simulator.exploring.search.standing import Asking
    from simulator.model.behaviour.ground import Ground
    from simulator.model.flow.flow_file import FlowFile
    from simulator.responders.noting import Noted

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
    called: Sequence[str] = (),
    notes: bool = False,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Behaviour:
    """Everything a caller of this flow can meet.

    `legs` are tried at each dial; `clock` gives the seconds that `bounds.seconds` counts. `fingerprint` tells what a
    backend remembers of a call, as a text that becomes part of the place; `seed` drives the ids of the sessions that
    it is asked in (default: ids that no exploration before had). `called` are entries to try first: those of
    calls that are to be counted. Where it `notes`, a function is given texts that note what they are compared with, and
    what they noted is tried too. Raises RefusedError where the request is refused, UsageError where the backend
    cannot be used.
    """
    late, noted = lateness(bounds, clock), notes_of(flow) if notes else None
    if flow.backend is not None:
        prober = prober_of(flow, at, fingerprint, seed, noted)

        def once(first: Sequence[Hint]) -> tuple[LiveExplorer, int]:
            offers = offers_of(flow, bounds.probes, first)
            return explore_live(live_explorers(prober, offers, legs, bounds, late, progress), bounds.walks)

        explorer, walks = _until_no_more_is_noted(once, tuple(Hint(digits, CALLED) for digits in called), noted, late)
        ground: Ground = "tried" if fingerprint is None else "assumed"
        known = behaviour_of(flow, explorer)
        instants = (now_of(at),) if flow.sees_clock else ()
        return evolve(known, known=ground, walks=walks, rounds=bounds.walks, tried=explorer.tried(), instants=instants)
    return _explore_table(flow, at, legs, bounds, late, progress)


def _explore_table(
    flow: FlowFile,
    at: str | int | None,
    legs: Sequence[LegOutcome],
    bounds: Bounds,
    late: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> Behaviour:
    instants, more = instants_of((flow,), now_of(at))
    # What is shared between calls must not depend on when they are.
    found = explorer_of(flow, at, legs, bounds, moving=Forking if instants else Sharing)
    found.late, found.progress, found.instants = late, progress, instants
    if more:
        found.reached["instants"] = None
    # What exploration makes it keeps, and none of it goes in circles.
    with garbage_held():
        found.run()
    return evolve(behaviour_of(flow, found), instants=found.begun)


def _until_no_more_is_noted(
    once: Callable[[Sequence[Hint]], tuple[LiveExplorer, int]],
    first: tuple[Hint, ...],
    noted: Noted | None,
    late: Callable[[], bool],
) -> tuple[LiveExplorer, int]:
    found, known = once(first), 0
    while noted and len(noted) > known and not late():
        known = len(noted)
        found = once((*first, *(Hint(digits, NOTED, source=True) for digits in noted)))
    return found


def live_explorers(
    prober: Replaying,
    offers: Offers,
    legs: Sequence[LegOutcome],
    bounds: Bounds,
    late: Callable[[], bool],
    progress: Callable[[int, int], None],
) -> Callable[[], LiveExplorer]:
    """Makes explorations of one backend that have not begun; what one of them learns of its memory the next know."""
    memory = Memory(prober)
    return lambda: LiveExplorer(prober, KnownPlaces(offers, legs), bounds, late=late, progress=progress, memory=memory)


def lateness(bounds: Bounds, clock: Callable[[], float] | None) -> Callable[[], bool]:
    """Whether the time of the bounds is over, counted from now on."""
    if clock is None or bounds.seconds is None:
        return lambda: False
    until = clock() + bounds.seconds
    return lambda: clock() >= until


def explorer_of(
    flow: FlowFile,
    at: str | int | None,
    legs: Sequence[LegOutcome],
    bounds: Bounds,
    seed: int | None = None,
    moving: type[Forking] = Forking,
) -> Explorer:
    """An exploration that has not begun, of a backend without doubts about its memory; `moving` in front of a table."""
    places = KnownPlaces(offers_of(flow, bounds.probes), legs)
    if flow.backend is not None:
        return Explorer(prober_of(flow, at, None, seed), places, bounds)
    responder = responder_for(flow)
    if flow.rows is not None:
        # One that nobody keeps: its answers from a large table take more memory than what is found.
        responder = TableResponder(flow)
    return Explorer(
        moving(_setting(flow, at), responder),
        places,
        bounds,
        row_asked(responder),
        at_instant=lambda now: moving(_setting(flow, now), responder),
    )


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
        tuple(dict.fromkeys(row.number for row in flow.rows or ())),
        flow.file,
        replies=tuple(explorer.replies),
        unrung=explorer.places.unrung,
    )


def prober_of(
    flow: FlowFile,
    at: str | int | None,
    fingerprint: Fingerprint | None,
    seed: int | None,
    noted: Noted | None = None,
) -> Replaying:
    """How to move in front of a live backend: our ids are those of seed 0, those of its sessions follow from `seed`.

    A backend that answers nothing is asked a few times only: that raises UsageError. A function is given texts that
    note in `noted` what they are compared with, where that is not None.
    """
    setting, own = _setting(flow, at), seed_of(flow, seed, "explore") * SESSIONS

    def responder(number: int) -> Responder:
        not_in_vain(flow)
        found = responder_for(flow)
        return renamed(found if noted is None else noting(found, noted), 0, own + number)

    return Replaying(
        setting,
        responder,
        lambda number: uuid1(own + number, setting.now, 0),
        fingerprint,
    )


def row_asked(responder: Responder) -> Callable[[Asking], int]:
    """Which row of the table answers a question; 0 where none does, or there is no table."""

    def row_of(asking: Asking) -> int:
        row = responder.row(asking.wait, asking.instant) if isinstance(responder, TableResponder) else None
        return row.number if row else 0

    return row_of


def _setting(flow: FlowFile, at: str | int | None) -> Setting:
    beginning = prepared(flow, at)
    if beginning.compiled is None:
        raise RefusedError(beginning.source.checked.diagnostics)
    return beginning.setting(0, watch_plays=False)
