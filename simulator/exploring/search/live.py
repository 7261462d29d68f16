"""Exploring a live backend: all is asked in sessions of their own, asked again, and doubted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.engine.answer import NextList
from simulator.engine.waits import EntryWait
from simulator.errors import StrayedError
from simulator.exploring.search.explorer import Explorer
from simulator.exploring.search.outcomes import outcome
from simulator.exploring.search.pasts.differing import in_words
from simulator.exploring.search.pasts.doubting import Doubts, learned
from simulator.exploring.search.tried import tried_entries
from simulator.model.behaviour.behaviour import Unstable
from simulator.model.behaviour.words import in_short
from simulator.model.call.outcome import Nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.exploring.search.pasts.doubting import Surprise
    from simulator.exploring.search.pasts.memory import Memory, Told
    from simulator.exploring.search.probers import Arrival, Seen, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.tried_entries import TriedEntries


@define
class LiveExplorer(Explorer):
    """Explores what a backend says; `memory` tells the pasts of a session apart that it does not answer alike.

    `access` is a call that came to each point by the fewest inputs, `taken` where each input at a point led, and what
    was seen of it.
    """

    memory: Memory = field(kw_only=True)
    access: dict[int, Stop] = field(init=False, factory=dict)
    taken: dict[tuple[int, Probe], tuple[int, Seen]] = field(init=False, factory=dict)
    _paths: dict[tuple[Probe, ...], int] = field(init=False, factory=dict)
    _steps: dict[tuple[int, Probe], tuple[Stop, Arrival]] = field(init=False, factory=dict)

    def ask_again(self) -> None:
        """What was asked is asked a second time; of a graph that has no end it is not worth the time."""
        if "maxStages" in self.reached:
            return
        for (number, probe), (stop, step) in self._steps.items():
            if self._over():
                return
            if not step.asked:
                continue
            try:
                then = self.memory.prober.take(stop, probe)
            except StrayedError as strayed:
                self._strayed(number, stop, strayed)
                continue
            if outcome(then) != outcome(step):
                self._differs(number, probe, stop, step, outcome(then))

    def gives_up(self, found: Surprise) -> None:
        """The answers of a walk were not the same each time: nothing more is said of the point where they differed."""
        number, probe = found.points[-1], found.path[-1]
        self._differs(number, probe, *self._steps[number, probe], found.seen)

    def _differs(self, number: int, probe: Probe, stop: Stop, step: Arrival, then: Seen) -> None:
        name = self.points[number][0]
        does = (*(before.text for before in stop.path), probe.text)
        input_class = self.places.class_of(self.places.known[name], probe, step)
        told = in_words(outcome(step), then, self.memory.prober.lists)
        self.unstable.append(Unstable(name, input_class, does, *told))
        self.given_up.add(number)

    def _take(self, stop: Stop, probe: Probe) -> Arrival:
        return self.memory.prober.recall(stop, probe)

    def _told(self, stop: Stop) -> Told:
        return self.memory.told(stop)

    def _place(self, stop: Stop, told: Told) -> Place:
        """A later try is at the place of the first, whose past it has."""
        wait, tries = stop.call.wait, stop.call.tries
        if not told or not tries or not isinstance(wait, EntryWait):
            return self.places.at(stop, told)
        first = self._paths[stop.path[:-tries]]
        return self.places.known[self.points[first][0]]

    def _reached(self, number: int, stop: Stop) -> None:
        self.access[number] = stop
        self._paths[stop.path] = number

    def tried(self) -> dict[str, TriedEntries]:
        """The entries that were tried at each capture of which the webhook is told, by its place."""
        return {name: self._tried(name, found) for name, found in self.places.entered.items()}

    def _tried(self, name: str, entered: list[str]) -> TriedEntries:
        entry = self.places.entry(name)
        hints = self.places.offers.probes(entry) if entry.high > 1 else ()
        return tried_entries(entered, entry, self.places.known[name], hints)

    def _noted(self, number: int, stop: Stop, probe: Probe, step: Arrival, dest: int) -> None:
        self.taken[number, probe] = (dest, outcome(step))
        self._steps[number, probe] = (stop, step)
        if not step.asked:
            return
        last = len(self.moves) - 1
        if (self.moves[last].source, self.moves[last].does) == (number, probe.text):
            answers = (asking.answer for asking in step.asked)
            self.replies += [(last, one.body) for one in answers if isinstance(one, NextList | Nothing)]

    def _strayed(self, number: int, stop: Stop, strayed: StrayedError) -> None:
        """On the way to a stop the backend answered its question number `strayed.at` differently this time."""
        came = next(at for at, questions in enumerate(stop.questions) if questions > strayed.at)
        here, there = (self.points[self._paths[stop.path[:at]]][0] for at in (max(came - 1, 0), came))
        first = in_short(self.places.known[there])
        does = tuple(probe.text for probe in stop.path[:came])
        self.unstable.append(Unstable(here, does[-1] if does else "", does, first, strayed.now))
        self.given_up |= {number, self._paths[stop.path[: max(came - 1, 0)]]}


def explore_live(make: Callable[[], LiveExplorer], rounds: int, again: bool = True) -> tuple[LiveExplorer, int]:
    """Explore until no walk is a surprise any more, or nothing more can be learned; also how many walks were made.

    Each input and each circle is done `rounds` times in a row; `again`: every question is asked once more in the end.
    Ctrl-C stops it, and what was found until then stands.
    """
    explorer, walks, unlearned = make(), 0, False
    memory = explorer.memory
    try:
        explorer.search()
        while not explorer.reached and not explorer.unstable:
            doubts = Doubts(explorer, memory, rounds, late=explorer.late)
            found = doubts.surprise()
            walks += doubts.walks
            if found is None:
                break
            if not found.steady:
                explorer.gives_up(found)
            elif learned(found, explorer, memory):
                explorer = make()
                explorer.search()
            else:
                unlearned = True
                break
        if again:
            explorer.ask_again()
        if unlearned and not explorer.unstable:
            explorer.reached["memory"] = None
    except KeyboardInterrupt:
        explorer.reached["interrupted"] = None
    explorer.leave()
    return explorer, walks
