"""Breadth first through everything a caller can meet, until nothing new appears or a bound is reached."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.errors import StrayedError
from simulator.exploring.search.lasting import after_entry, of_dial, since_asked
from simulator.model.behaviour.behaviour import Move
from simulator.model.behaviour.bounds import BOUNDS
from simulator.model.call.backend_fault import BackendFault, backend_faults
from simulator.model.call.event import Stopped
from simulator.model.call.outcome import Unusable
from simulator.model.values import number, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.exploring.search.outcomes import Tried
    from simulator.exploring.search.pasts.memory import Told
    from simulator.exploring.search.places import KnownPlaces
    from simulator.exploring.search.probers import Arrival, Prober, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.exploring.search.standing import Asking, Key
    from simulator.model.behaviour.behaviour import Bound, Place, Unstable


@frozen
class Bounds:
    """When exploration stops: so many places, moves from the beginning, stages of one list; seconds of real time.

    In front of a backend, `probes` entries at most are tried at one capture, and each input and each circle is done
    `walks` times in a row before it is believed. Raises UsageError.
    """

    places: int = int(BOUNDS["maxPlaces"].default)
    depth: int = int(BOUNDS["maxDepth"].default)
    stages: int = int(BOUNDS["maxStages"].default)
    seconds: float | None = None
    probes: int = int(BOUNDS["probeSpace"].default)
    walks: int = int(BOUNDS["walks"].default)

    def __attrs_post_init__(self) -> None:
        for name in ("places", "depth", "stages", "probes", "walks"):
            object.__setattr__(self, name, whole(name, getattr(self, name)))
        if self.seconds is not None:
            object.__setattr__(self, "seconds", number("seconds", self.seconds))


@define
class Explorer:
    """One exploration; `late` says whether its time is over, `progress` is told how many points are known and wait.

    `given_up` are the points of which nothing more is said: a backend answered there now so, now so. `replies` are
    those of a live backend, each with the index of the move on which it came. `at_instant` moves in calls that begin at
    another of the `instants`; `begun` are those of which something was tried.
    """

    stepper: Prober
    places: KnownPlaces
    bounds: Bounds = Bounds()
    row_of: Callable[[Asking], int] = lambda _asking: 0
    late: Callable[[], bool] = lambda: False
    progress: Callable[[int, int], None] = lambda _known, _waiting: None
    at_instant: Callable[[int], Prober] | None = None
    instants: Sequence[int] = ()
    begun: tuple[int, ...] = field(init=False, default=())
    points: list[tuple[str, int]] = field(init=False, factory=list)
    moves: list[Move] = field(init=False, factory=list)
    reached: dict[Bound, None] = field(init=False, factory=dict)
    open: set[int] = field(init=False, factory=set)
    unstable: list[Unstable] = field(init=False, factory=list)
    given_up: set[int] = field(init=False, factory=set)
    replies: list[tuple[int, str]] = field(init=False, factory=list)
    _numbers: dict[Key, int] = field(init=False, factory=dict)
    _waiting: deque[tuple[int, Stop]] = field(init=False, factory=deque)
    _stages: dict[tuple[str, str], int] = field(init=False, factory=dict)

    def run(self) -> None:
        """Explore; Ctrl-C stops it, and what was found until then stands."""
        try:
            self.search()
        except KeyboardInterrupt:
            self.reached["interrupted"] = None
        self.leave()

    def leave(self) -> None:
        """Nothing more is explored: what waits is open, and what was given up."""
        self.open |= self.given_up | {number for number, _ in self._waiting}

    def search(self) -> None:
        """Try everything at every point, from the beginning of a call on, until nothing new is found."""
        self.begun = tuple(self.instants[:1])
        begin = self.stepper.begin()
        self._arrive(begin)
        self._exhaust()
        for instant in self.instants[1:]:
            if begin.stop is None or self._over():
                return
            self._begin_at(instant, begin.stop)
            self._exhaust()

    def _begin_at(self, instant: int, first: Stop) -> None:
        """Explore from the beginning of calls at another instant, where they stand at first as all others do."""
        assert self.at_instant is not None  # who gives instants says how to move at them
        self.stepper = self.at_instant(instant)
        stop = self.stepper.begin().stop
        if stop is not None and stop.key == first.key:
            self.begun = (*self.begun, instant)
            self._stages.clear()
            self._waiting.append((0, stop))

    def _exhaust(self) -> None:
        while self._waiting and not self._over():
            number, stop = self._waiting.popleft()
            self.open.add(number)
            self._expand(number, stop)
            self.open.discard(number)
            self.progress(len(self.points), len(self._waiting))

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
                tried.append((probe, self._take(stop, probe)))
            except StrayedError as strayed:
                self._strayed(number, stop, strayed)
                return
        if place.kind == "capture" and not tries:
            place, tried = self.places.learn(place, tried)
        seen = set() if number else self._known_ends()
        for probe, step in tried:
            dest = self._arrive(step)
            input_class = self.places.class_of(place, probe, step)
            if new := (input_class, dest) not in seen:
                seen.add((input_class, dest))
                self.moves.append(self._move(number, input_class, dest, probe, step))
            if new or place.high <= 1:
                self._noted(number, stop, probe, step, dest)

    def _known_ends(self) -> set[tuple[str, int]]:
        """What calls that began at other instants came to at once: that needs no telling for each of them."""
        ends = {at for at, (name, _) in enumerate(self.points) if self.places.known[name].is_end}
        return {(move.input_class, move.dest) for move in self.moves if not move.source and move.dest in ends}

    def _move(self, number: int, input_class: str, dest: int, probe: Probe, step: Arrival) -> Move:
        heard = step.events.heard
        at = self.begun[-1] if self.begun and not number else None
        dials = self.places.known[self.points[number][0]].kind == "dial"
        after, ring, talk, answered = of_dial(step) if dials else after_entry(step)
        if not step.asked:
            return Move(
                number, input_class, dest, probe.text, probe.keys, step.ms, heard, at=at,
                after=after, ring=ring, talk=talk, answered=answered,
            )  # fmt: skip
        last = step.asked[-1]
        digits, row, fault = last.wait.digits, self.row_of(last), _fault(step, last)
        return Move(
            number, input_class, dest, probe.text, probe.keys, step.ms, heard, True, digits, row, fault, at,
            after, ring, talk, answered, since_asked(step),
        )  # fmt: skip

    def _arrive(self, step: Arrival) -> int:
        """The point that a step leads to, new or known."""
        if step.stop is None:
            last = step.events[-1]
            if isinstance(last, Stopped):
                self.reached[last.bound] = None
            place = self.places.end(step)
            return self._number((place.id,), place.id, 0)
        told = self._told(step.stop)
        key = (*step.stop.key, *told) if told else step.stop.key
        if len(self.begun) > 1:
            key = (self.begun[-1], *key)
        known = self._numbers.get(key)
        if known is not None:
            return known
        place = self._place(step.stop, told)
        number = self._number(key, place.id, step.stop.call.tries if place.kind == "capture" else 0)
        self._reached(number, step.stop)
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

    def _take(self, stop: Stop, probe: Probe) -> Arrival:
        return self.stepper.take(stop, probe)

    def _place(self, stop: Stop, told: Told) -> Place:
        """The place of a stop."""
        return self.places.at(stop, told)

    def _told(self, stop: Stop) -> Told:  # noqa: ARG002 - what a table remembers of a call stands in the key
        """What tells a stop from others with the same key, beside the key."""
        return ()

    def _reached(self, number: int, stop: Stop) -> None:
        """A point is new; `stop` is a call that has come there."""

    def _noted(self, number: int, stop: Stop, probe: Probe, step: Arrival, dest: int) -> None:
        """An input was tried at a point: a key, or the first entry of its class that leads there."""

    def _strayed(self, number: int, stop: Stop, strayed: StrayedError) -> None:  # noqa: ARG002
        """A backend answered what came before differently; without one, nobody can."""
        raise strayed


def _fault(step: Arrival, asking: Asking) -> BackendFault | None:
    """What is wrong with the answer: it cannot be used, or was another where the question was delivered twice."""
    if isinstance(asking.answer, Unusable):
        return next(reversed(backend_faults(step.events)), None)
    again, wait = asking.answer.again, asking.wait
    return BackendFault(0, again, wait.client_action_id, wait.digits, twice=True) if again else None
