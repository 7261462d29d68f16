"""Breadth first through everything a caller can meet, until nothing new appears or a bound is reached."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.errors import StrayedError
from simulator.exploring.search.places import outcome
from simulator.exploring.search.probers import shown
from simulator.model.behaviour.behaviour import Move, Unstable
from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.call.backend_fault import backend_faults
from simulator.model.call.event import Heard, Stopped
from simulator.model.call.outcome import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.exploring.search.places import KnownPlaces, Tried
    from simulator.exploring.search.probers import Arrival, Prober, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.exploring.search.standing import Asking, Key
    from simulator.model.behaviour.behaviour import Bound


@frozen
class Bounds:
    """When exploration stops: so many places, moves from the beginning, stages of one list; seconds of real time."""

    places: int = int(BOUNDS["maxPlaces"].default)
    depth: int = int(BOUNDS["maxDepth"].default)
    stages: int = int(BOUNDS["maxStages"].default)
    seconds: float | None = None


@define
class Explorer:
    """One exploration; `late` says whether its time is over, `progress` is told how many points are known and wait.

    `twice` asks every question of the backend once more, in another session.
    """

    stepper: Prober
    places: KnownPlaces
    bounds: Bounds = Bounds()
    row_of: Callable[[Asking], int] = lambda _asking: 0
    late: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], None] = lambda _known, _waiting: None
    twice: bool = False
    points: list[tuple[str, int]] = field(init=False, factory=list)
    moves: list[Move] = field(init=False, factory=list)
    reached: dict[Bound, None] = field(init=False, factory=dict)
    open: set[int] = field(init=False, factory=set)
    unstable: list[Unstable] = field(init=False, factory=list)
    _numbers: dict[Key, int] = field(init=False, factory=dict)
    _waiting: deque[tuple[int, Stop]] = field(init=False, factory=deque)
    _stages: dict[tuple[str, str], int] = field(init=False, factory=dict)
    _again: list[tuple[int, Stop, Probe, Arrival]] = field(init=False, factory=list)

    def run(self) -> None:
        """Explore; Ctrl-C stops it, and what was found until then stands."""
        try:
            self._arrive(self.stepper.begin())
            while self._waiting and not self._over():
                number, stop = self._waiting.popleft()
                self.open.add(number)
                self._expand(number, stop)
                self.open.discard(number)
                self.progress(len(self.points), len(self._waiting))
            self._ask_again()
        except KeyboardInterrupt:
            self.reached["interrupted"] = None
        self.open |= {number for number, _ in self._waiting}

    def _over(self) -> bool:
        if self.late():
            self.reached["timeLimit"] = None
        return "timeLimit" in self.reached

    def _expand(self, number: int, stop: Stop) -> None:
        name, tries = self.points[number]
        place = self.places.known[name]
        tried: Tried = []
        for probe in self.places.probes(stop, place):
            try:
                tried.append((probe, self.stepper.take(stop, probe)))
            except StrayedError as strayed:
                self._strayed(stop, strayed)
                return
        if place.kind == "capture" and not tries:
            place = self.places.learn(place, tried)
        seen: set[tuple[str, int]] = set()
        for probe, step in tried:
            dest = self._arrive(step)
            key = (self.places.class_of(place, probe, step), dest)
            if key not in seen:
                seen.add(key)
                self.moves.append(self._move(number, *key, probe, step))
            if self.twice and step.asked:
                self._again.append((number, stop, probe, step))

    def _move(self, number: int, input_class: str, dest: int, probe: Probe, step: Arrival) -> Move:
        last = step.asked[-1] if step.asked else None
        faults = backend_faults(step.events) if last and isinstance(last.answer, Unusable) else ()
        heard = tuple([event.prompt for event in step.events if type(event) is Heard])
        asked = (True, last.wait.digits, self.row_of(last)) if last else (False, None, 0)
        fault = faults[-1] if faults else None
        return Move(number, input_class, dest, probe.text, probe.keys, step.ms, heard, *asked, fault)

    def _arrive(self, step: Arrival) -> int:
        """The point that a step leads to, new or known."""
        if step.stop is None:
            last = step.events[-1]
            if isinstance(last, Stopped):
                self.reached[last.bound] = None
            place = self.places.end(step)
            return self._number((place.id,), place.id, 0)
        known = self._numbers.get(step.stop.key)
        if known is not None:
            return known
        place = self.places.at(step.stop)
        number = self._number(step.stop.key, place.id, step.stop.call.tries if place.kind == "capture" else 0)
        bound = self._bound(step.stop, (place.digest, place.action))
        if bound is None:
            self._waiting.append((number, step.stop))
        else:
            self.reached[bound] = None
            self.open.add(number)
        return number

    def _number(self, key: Key, name: str, tries: int) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.points)
            self.points.append((name, tries))
        return self._numbers[key]

    def _bound(self, stop: Stop, where: tuple[str, str]) -> Bound | None:
        if len(self.points) > self.bounds.places:
            return "maxPlaces"
        if stop.depth > self.bounds.depth:
            return "maxDepth"
        if not stop.call.tries:
            self._stages[where] = self._stages.get(where, 0) + 1
        return "maxStages" if self._stages.get(where, 0) > self.bounds.stages else None

    def _ask_again(self) -> None:
        """What was asked is asked a second time; of a graph that has no end it is not worth the time."""
        if "maxStages" in self.reached:
            return
        for number, stop, probe, step in self._again:
            if self._over():
                return
            try:
                then = self.stepper.take(stop, probe)
            except StrayedError as strayed:
                self._strayed(stop, strayed)
                continue
            if outcome(then) != outcome(step):
                name = self.points[number][0]
                does = (*(before.text for before in stop.path), probe.text)
                input_class = self.places.class_of(self.places.known[name], probe, step)
                self.unstable.append(Unstable(name, input_class, does, _shown(step), _shown(then)))

    def _strayed(self, stop: Stop, strayed: StrayedError) -> None:
        """On the way to a stop the backend answered its question number `strayed.at` differently this time."""
        came = next(at for at, questions in enumerate(stop.questions) if questions > strayed.at)
        here, there = (self.points[self._numbers[stop.keys[at]]][0] for at in (max(came - 1, 0), came))
        does = tuple(probe.text for probe in stop.path[:came])
        self.unstable.append(Unstable(here, does[-1] if does else "", does, there, strayed.now))


def _shown(step: Arrival) -> str:
    where, heard = outcome(step)
    words = ", ".join(f'"{text}"' for text in heard)
    return f"{words or 'nothing is heard'} ({where if isinstance(where, str) else shown(where)})"
