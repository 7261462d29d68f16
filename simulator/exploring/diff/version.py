"""One of two versions that are compared: how to go on in it, and where a call of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.exploring.search.course import course
from simulator.exploring.search.probers import Arrival
from simulator.exploring.search.probes import PASS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from simulator.exploring.search.explorer import Explorer
    from simulator.exploring.search.pasts.memory import Memory
    from simulator.exploring.search.places import KnownPlaces
    from simulator.exploring.search.probers import Prober, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.exploring.search.standing import Asking
    from simulator.model.behaviour.behaviour import Place


@frozen(eq=False)
class Version:
    """Lists that ask nothing are no stops here: what a list is made of is nothing that a caller notices.

    `live`: a backend answers, which may answer otherwise the next time; `memory` is what was learned of what it
    remembers of a session, None where its answers were not the same each time.
    """

    stepper: Prober
    places: KnownPlaces
    row_of: Callable[[Asking], int]
    live: bool
    outbound: bool
    """Leg A is dialled first: no call comes in."""
    most: int
    """Lists in a row that are passed; then, as where they repeat, the call is taken to play for ever."""
    memory: Memory | None = None

    @classmethod
    def of(cls, explorer: Explorer, outbound: bool, memory: Memory | None = None) -> Version:
        """The version that an exploration, not begun, is about."""
        live = explorer.places.offers.rows is None
        return cls(explorer.stepper, explorer.places, explorer.row_of, live, outbound, explorer.bounds.stages, memory)

    def key(self, stop: Stop) -> Hashable:
        """All that the future of a call at a stop depends on, as far as it is known."""
        return stop.key if self.memory is None else (stop.key, self.memory.told(stop))

    def begin(self) -> Arrival:
        """The beginning of a call, until the caller or the network is needed."""
        return self._through(self.stepper.begin())

    def take(self, stop: Stop, probe: Probe) -> Arrival:
        """What comes of a probe, until the caller or the network is needed again. Raises StrayedError."""
        return self._through(self.stepper.take(stop, probe))

    def recall(self, stop: Stop, probe: Probe) -> Arrival:
        """The same, as it came of it before, if it did. Raises StrayedError."""
        if self.memory is None:
            return self.take(stop, probe)
        return self._through(self.memory.prober.recall(stop, probe))

    def reached(self, step: Arrival) -> Place:
        """Where a step leads to."""
        return step.events.end if step.stop is None else self.places.at(step.stop)

    def row(self, step: Arrival) -> int:
        """The row that answered last on a step; 0 where none did."""
        return self.row_of(step.asked[-1]) if step.asked else 0

    def _through(self, step: Arrival) -> Arrival:
        events, asked, ms = list(step.events), list(step.asked), step.ms
        passed: set[Hashable] = set()
        while (stop := step.stop) is not None and stop.call.wait is None:
            key = self.key(stop)
            if key in passed or len(passed) >= self.most:
                break
            passed.add(key)
            step = self.stepper.take(stop, PASS)
            events += step.events
            asked += step.asked
            ms += step.ms
        return Arrival(course(events), asked, ms, step.stop)
