"""Compare two versions of a flow by behaviour: both calls go the same way, and what comes of it is held together.

Both calls *stand* somewhere after the same inputs, as long as these led both the same way. Where they stand is met
in the order of keys, so that a difference is first shown by the fewest.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.errors import StrayedError
from simulator.exploring.diff.answers import Answers
from simulator.exploring.diff.difference_log import DifferenceLog
from simulator.exploring.diff.heard import announces, apart, said
from simulator.exploring.diff.joint_probes import JointProbes
from simulator.exploring.diff.key_times import untried
from simulator.exploring.diff.options import options_at, others_announced
from simulator.exploring.diff.same_input import UNLIKE, Met, Standing, Trip, delay, parting, tripped
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.search.outcomes import outcome
from simulator.model.call.event import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from simulator.exploring.diff.heard import Apart
    from simulator.exploring.diff.version import Version
    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.behaviour.behaviour import Bound
    from simulator.model.behaviour.tried_entries import TriedEntries
    from simulator.model.reports.difference_kinds import DifferenceKind

    Both = tuple[Hashable, Hashable]
    """What the future of both calls depends on."""


@define
class Differ:
    """One comparison; `late` says whether its time is over, `progress` is told how much is known and waits.

    `began` is when its calls begin, in ms since 1970, where the clock decides what they meet.
    """

    old: Version
    new: Version
    log: DifferenceLog
    bounds: Bounds = Bounds()
    late: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], None] = lambda _known, _waiting: None
    began: int | None = None
    reached: dict[Bound, None] = field(init=False, factory=dict)
    unstable: dict[str, None] = field(init=False, factory=dict)
    inputs: int = field(init=False, default=0)
    """How many inputs were tried, each in both versions."""
    known: dict[Both, tuple[int, int]] = field(init=False, factory=dict)
    """Where both calls stood, with the least keys and moves."""
    _waiting: list[tuple[tuple[int, int], int, Both, Standing]] = field(init=False, factory=list)
    _number: Iterator[int] = field(init=False, factory=count)
    _stages: dict[Hashable, int] = field(init=False, factory=dict)
    _probes: JointProbes = field(init=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What the source or the data of a backend holds of the entries on the ways to differences."""
        tokens = {token.strip("^#") for one in self.log.differences() for token in one.way.dtmf.split()}
        return tuple(keys for digits, found in self._probes.secrets.items() if digits in tokens for keys in found)

    def __attrs_post_init__(self) -> None:
        self._probes = JointProbes(self.old.places, self.new.places)

    def run(self) -> None:
        """Compare; Ctrl-C stops it, and what was found until then stands."""
        if "interrupted" in self.reached:
            return
        try:
            self._compare([Met(None, None, self.old.begin(), self.new.begin(), Trip(began=self.began))])
            while self._waiting and not self._over():
                order, _, pair, standing = heappop(self._waiting)
                if self.known[pair] == order:
                    self._compare(self._tried(standing))
                    self.progress(len(self.known), len(self._waiting))
        except KeyboardInterrupt:
            self.reached["interrupted"] = None

    def tried(self) -> tuple[tuple[str, TriedEntries], ...]:
        """The entries that were tried at each capture of which a backend is told, with what is heard there."""
        return self._probes.tried() if self.old.live or self.new.live else ()

    def _over(self) -> bool:
        if self.late():
            self.reached["timeLimit"] = None
        return "timeLimit" in self.reached

    def _compare(self, tried: Iterable[Met]) -> None:
        """Hold together what came of inputs: at once where they part, else when all are known."""
        met: list[Met] = []
        together: list[Met] = []
        for one in tried:
            met.append(one)
            if not self._parted(one):
                together.append(one)
        answers = Answers(met, self.old, self.new)
        for one in together:
            self._judge(one, answers)

    def _tried(self, at: Standing) -> Iterator[Met]:
        """What comes of each input, until the backend answers otherwise what it was asked before."""
        if untried(at.old, at.new):
            self.reached["keyTimes"] = None
        for probe in self._probes.of(at.old, at.new):
            self.inputs += 1
            try:
                old, new = self.old.recall(at.old, probe), self.new.recall(at.new, probe)
            except StrayedError as strayed:
                what = f"a path that was taken before leads elsewhere now: {strayed.now}"
                self.unstable[_unsteady(at.trip, what)] = None
                return
            self._probes.learn(at.old, at.new, probe, (old, new))
            yield Met(at, probe, old, new, tripped(at, probe, old))

    def _parted(self, met: Met) -> bool:
        """Whether an input ends one call otherwise, or leads it to another stage or number; noted then."""
        for step in (met.old, met.new):
            if step.stop is None and isinstance(last := step.events[-1], Stopped):
                self.reached[last.bound] = None
        kind = parting(met, self.old, self.new)
        if kind is not None:
            self._differs(met, kind, self.log.parted(met))
        return kind is not None

    def _judge(self, met: Met, answers: Answers) -> None:
        """Hold together what is heard after an input, and how long it takes; go on where both calls stand alike."""
        if answers.moved(met):
            self._differs(met, "routing", self.log.moved(met))
            return
        self._hears(met)
        if late := delay(met):
            self._differs(met, "timing", self.log.late(met, late))
        if met.old.stop is not None and met.new.stop is not None:
            self._arrive(met.old.stop, met.new.stop, met.trip)

    def _hears(self, met: Met) -> None:
        """Note where something else is heard; where other options are announced by it, callers will go elsewhere."""
        heard = [said(stop, step) for stop, step in zip(met.stops, (met.old, met.new), strict=True)]
        for one in apart(*heard):
            others = announces(one) and others_announced(options_at(met.old.stop), options_at(met.new.stop))
            kind: DifferenceKind = "routing" if others else "wording"
            self._differs(met, kind, tuple(tuple(said.key for said in side) for side in one), one)

    def _differs(self, met: Met, kind: DifferenceKind, what: Hashable, heard: Apart | None = None) -> None:
        unsteady = _unsteady(met.trip, UNLIKE)
        if unsteady in self.unstable or self.log.knows(met, kind, what):
            return
        if self._again(met):
            self.log.note(met, kind, what, heard)
        else:
            self.unstable[unsteady] = None

    def _again(self, met: Met) -> bool:
        """Whether a second time shows the same: what a live backend says but once is no difference of versions."""
        # Asked in the other order: a backend that answers in turn would show both the same again.
        sides = ((self.new, met.stops[1], met.new), (self.old, met.stops[0], met.old))
        return all(_repeats(version, stop, met.probe, step) for version, stop, step in sides if version.live)

    def _arrive(self, old: Stop, new: Stop, trip: Trip) -> None:
        standing = Standing(old, new, trip)
        pair = (self.old.key(old), self.new.key(new))
        before = self.known.get(pair)
        if before is None:
            bound = self._bound(standing)
            if bound is not None:
                self.reached[bound] = None
                return
        if before is None or trip.order < before:
            self.known[pair] = trip.order
            heappush(self._waiting, (trip.order, next(self._number), pair, standing))

    def _bound(self, at: Standing) -> Bound | None:
        if len(self.known) >= self.bounds.places:
            return "maxPlaces"
        if at.trip.moves > self.bounds.depth:
            return "maxDepth"
        old, new = self.old.places.at(at.old), self.new.places.at(at.new)
        lists = (old.digest, old.action, new.digest, new.action)
        self._stages[lists] = self._stages.get(lists, 0) + (not at.old.call.tries)
        return "maxStages" if self._stages[lists] > self.bounds.stages else None


def _unsteady(trip: Trip, what: str) -> str:
    does = " ".join(did.text for did in trip.path() if did.text)
    return f"after {does}: {what}" if does else what


def _repeats(version: Version, stop: Stop | None, probe: Probe | None, step: Arrival) -> bool:
    if stop is None or probe is None:
        return outcome(version.begin()) == outcome(step)
    try:
        return outcome(version.take(stop, probe)) == outcome(step)
    except StrayedError:
        return False
