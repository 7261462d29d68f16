"""What the callers of a model come to in a flow: each kind and each want has a chain of its own, and all are mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import field

from simulator.errors import UsageError
from simulator.exploring.expecting.chain import Moments
from simulator.exploring.expecting.passing import Passing
from simulator.model.garbage import garbage_held
from simulator.model.record import frozen

if TYPE_CHECKING:
    from simulator.exploring.expecting.call_laws import CallersOf
    from simulator.exploring.expecting.chain import ArcSums, Chain
    from simulator.exploring.expecting.passed_places import Traffic
    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.caller_model import CallerModel

LEAST = 1e-12
"""A share that is none, but for rounding."""
STOPPED = 1e-3
"""The share of callers that the longest session may stop, at most, before nothing is told."""
MEASURES = ("seconds", "ring", "ivr", "talk", "entries")


class PlaceExpected(NamedTuple):
    """Of a capture: how many callers come to it (each time counted), and how many entries are made there, a call."""

    place: str
    arrivals: float
    entries: float


@frozen
class TrappedExpected:
    """A closed part without an end: its places, and the share of callers who never leave it."""

    places: tuple[str, ...]
    share: float


@frozen
class ExpectedCalls:
    """Shares of the ends (outcome, by whom), of those who reach a person and are trapped; means and variances a call.

    `moments` are those of seconds (all, ringing, in the IVR, talking) and of entries, of callers who are not trapped.
    """

    ends: tuple[tuple[tuple[str, str], float], ...]
    person: float
    moments: dict[str, Moments] = field(hash=False)
    places: tuple[PlaceExpected, ...]
    trapped: tuple[TrappedExpected, ...]
    traffic: Traffic


def expected(of: CallersOf) -> ExpectedCalls:
    """What callers of a model come to. Raises UsageError where that is no chain."""
    _without_patience(of.model)
    told_by_place(of.model, of.settings)
    mixed = _Mixed(of.whole, of.settings.max_session_length)
    with garbage_held():  # arcs by the ten thousand, none of which is in a circle
        for share, chain, goals in of.chains():
            mixed.add(share, chain, of.settings.dial_delay, goals=goals)
    return mixed.expected()


def _without_patience(model: CallerModel) -> None:
    if any(one.patience is not None for one in (model, *model.segments)):
        raise UsageError("patience hangs on how long a call lasts, which no chain knows: give per_second instead")


def told_by_place(model: CallerModel, settings: Assumptions) -> None:
    """Refuse entries that hang on more than where a call is. Raises UsageError."""
    for one in (model, *model.segments):
        if one.hangup and settings.overall_timer_starts == "promptStart":
            raise UsageError("a hang-up at each entry is not told for overallTimerStarts promptStart: give per_second")
    for name, on in (("typeAhead", settings.type_ahead), ("messageBargeIn", settings.message_barge_in)):
        if on:
            raise UsageError(f"with {name} an entry hangs on keys of the one before: run_many tells what comes of it")


def _ends_before(mean: float, variance: float, longest: float) -> None:
    """Refuse callers of whom the longest session may stop more than a few, by Cantelli. Raises UsageError."""
    left = longest - mean
    if left <= 0 or variance > STOPPED * (variance + left * left):
        raise UsageError(
            f"these callers stay {mean:.0f} s on average (variance {variance:.0f}), and a session is stopped after "
            f"{longest:.0f} s (maxSessionLength), which no chain knows: run_many tells what comes of it"
        )


class _Mixed:
    """Adds up the chains of several kinds, each with its share."""

    def __init__(self, behaviour: Behaviour, longest: int) -> None:
        self._behaviour, self._longest = behaviour, longest / 1000
        self._ends: dict[tuple[str, str], float] = {}
        self._person = self._free = 0.0
        self._sums = {name: [0.0, 0.0] for name in MEASURES}
        self._arrivals: dict[str, list[float]] = {}
        self._caught: dict[tuple[str, ...], float] = {}
        self._passing = Passing(behaviour)

    def add(self, share: float, chain: Chain, delay: int, *, goals: bool) -> None:
        """A chain whose callers are such a share of all, and whether they have goals."""
        visits = chain.visits()
        for end, part in chain.shares(visits).items():
            self._ends[end] = self._ends.get(end, 0.0) + share * part
        self._person += share * chain.ever(lambda arc: arc.person)
        free = share * (1 - chain.caught(visits))
        self._free += free
        for name, found in zip(MEASURES, chain.moments(*_measures(chain)), strict=True):
            mean, variance = found if name == "entries" else (found.mean / 1e3, found.variance / 1e6)
            if name == "seconds" and free > LEAST:
                _ends_before(mean, variance, self._longest)
            mean += delay / 1000 if name in ("seconds", "ivr") else 0.0
            sums = self._sums[name]
            sums[0] += free * mean
            sums[1] += free * (variance + mean * mean)
        self._arrive(share, chain, visits)
        self._trap(share, chain, visits)
        self._passing.add(share, chain, visits, goals=goals)

    def _arrive(self, share: float, chain: Chain, visits: list[float]) -> None:
        come = visits[: len(self._behaviour.points)]
        for arc in chain.arcs:
            if arc.met >= 0:
                come[arc.met] += visits[arc.source] * arc.chance
        for point, often in zip(self._behaviour.points, come, strict=True):
            if point.place.kind == "capture":
                row = self._arrivals.setdefault(point.place.id, [0.0, 0.0])
                row[0] += share * often * (not point.tries)
                row[1] += share * often

    def _trap(self, share: float, chain: Chain, visits: list[float]) -> None:
        for part in chain.closed_parts:
            points = (self._behaviour.points[state] for state in part if state < len(self._behaviour.points))
            names = tuple(dict.fromkeys(point.place.id for point in points))
            caught = share * sum(visits[state] for state in part)
            if caught:
                self._caught[names] = self._caught.get(names, 0.0) + caught

    def expected(self) -> ExpectedCalls:
        """All of it."""
        ranked = sorted(self._ends.items(), key=lambda item: (-item[1], item[0]))
        return ExpectedCalls(
            tuple((end, share) for end, share in ranked if share > 0),
            min(self._person, 1.0),
            {name: _moments(self._free, *sums) for name, sums in self._sums.items()},
            tuple(PlaceExpected(name, *row) for name, row in self._arrivals.items()),
            tuple(TrappedExpected(names, share) for names, share in self._caught.items()),
            self._passing.traffic(),
        )


def _moments(free: float, first: float, second: float) -> Moments:
    if free < LEAST:
        return Moments(0.0, 0.0)
    return Moments(first / free, max(second / free - (first / free) ** 2, 0.0))


def _measures(chain: Chain) -> list[list[ArcSums]]:
    """Ms and entries, in the order of their names."""
    return [chain.timed(), *(chain.timed(part) for part in MEASURES[1:-1]), chain.entered()]
