"""The differences that were found: each once, where it shows after the fewest keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.engine.waits import DialWait, EntryWait
from simulator.exploring.diff.answers import answer
from simulator.exploring.diff.options import options_at
from simulator.exploring.search.as_keys import way_of
from simulator.model.call.event import Heard
from simulator.model.reports.difference import Difference, Side
from simulator.model.reports.difference_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from simulator.exploring.diff.heard import Apart
    from simulator.exploring.diff.same_input import Met
    from simulator.exploring.diff.version import Version
    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.model.assumptions import Assumptions
    from simulator.model.machine.table import Prompt
    from simulator.model.reports.difference_kinds import DifferenceKind


@define
class Found:
    """One difference: the shortest way to it so far, and all inputs after which it shows."""

    kind: DifferenceKind
    met: Met
    apart: Apart | None
    inputs: set[Hashable] = field(factory=set)


@define
class DifferenceLog:
    """What tells one difference from another is what is different, not how a caller gets there."""

    old: Version
    new: Version
    settings: Assumptions
    """How long legs ring in the old version."""
    known: dict[Hashable, Found] = field(init=False, factory=dict)

    def knows(self, met: Met, kind: DifferenceKind, what: Hashable) -> bool:
        """Note an input; whether its difference is known by a way that is no longer."""
        found = self.known.get((kind, what))
        if found is None:
            return False
        found.inputs.add(self._input(met))
        return found.met.trip.order <= met.trip.order

    def note(self, met: Met, kind: DifferenceKind, what: Hashable, apart: Apart | None = None) -> None:
        """Remember a difference, or a shorter way to it."""
        found = self.known.setdefault((kind, what), Found(kind, met, apart))
        found.inputs.add(self._input(met))
        if met.trip.order < found.met.trip.order:
            found.met, found.apart = met, apart

    def parted(self, met: Met) -> Hashable:
        """What tells a difference in where a call goes: what answered (else the place), and where both lead."""
        return (self._rows(met) or self._at(met), self.old.reached(met.old).id, self.new.reached(met.new).id)

    def moved(self, met: Met) -> Hashable:
        """What tells an option that leads where another one led: all of that, and what is heard on the way."""
        return (self.parted(met), answer(self.old, met.old), answer(self.new, met.new))

    def late(self, met: Met, delay: int) -> Hashable:
        """What tells a difference in time: the place whose list changed; where none did, the kind of place and the ms.

        Two lists that are the same take another time by a setting, which shows wherever it counts. Whether a prompt can
        be interrupted is one difference, however many ms are left of it.
        """
        old, new = map(where, met.stops)
        if met.does.startswith("^"):
            return "during the prompt"
        return (old[0], delay) if old == new else (old, new)

    def differences(self) -> tuple[Difference, ...]:
        """All of them, most serious first, then those with the fewest keys."""
        found = sorted(self._told_once(), key=lambda one: (KINDS.index(one.kind), one.met.trip.order))
        return tuple(map(self._difference, found))

    def _told_once(self) -> Iterator[Found]:
        """A row whose reply leads elsewhere at one place has other words at the next: that is the same difference."""
        known = self.known.values()
        moved = [one for one in known if one.kind == "routing" and not one.apart]
        routed = {rows: one for one in moved if (rows := self._rows(one.met))}
        for one in known:
            rows = self._rows(one.met) if one.kind == "wording" else None
            same = routed.get(rows) if rows else None
            if same is None:
                yield one
            else:
                same.inputs |= one.inputs

    def _rows(self, met: Met) -> tuple[int, int] | None:
        """The rows that answered, where both versions were asked and one of them has a table."""
        rows = (self.old.row(met.old), self.new.row(met.new))
        return rows if any(rows) and met.old.asked and met.new.asked else None

    def _at(self, met: Met) -> Hashable:
        return None if met.at is None else (self.old.places.at(met.at.old).id, self.new.places.at(met.at.new).id)

    def _input(self, met: Met) -> Hashable:
        return (self._at(met), met.does)

    def _difference(self, found: Found) -> Difference:
        met = found.met
        told = found.apart or (None, None)
        prompts = [None if one is None else tuple(said.prompt for said in one) for one in told]
        options = found.kind == "routing" and found.apart is not None
        old = _side(self.old, met.stops[0], met.old, prompts[0], options)
        new = _side(self.new, met.stops[1], met.new, prompts[1], options)
        way = evolve(way_of(met.trip.path(), self.old.outbound, self.settings), at=met.trip.began)
        return Difference(found.kind, way, met.does, old, new, len(found.inputs) - 1)


def where(stop: Stop | None) -> tuple[str, str, str]:
    """The kind of a stop, its list and its state."""
    if stop is None or stop.call.wait is None:
        return ("", "", "")
    wait = stop.call.wait
    assert isinstance(wait, EntryWait | DialWait)  # exploration answers the webhook and lets prompts play
    return (type(wait).__name__, stop.call.compiled.digest, wait.state)


def _side(version: Version, stop: Stop | None, step: Arrival, told: tuple[Prompt, ...] | None, options: bool) -> Side:
    heard = tuple(event.prompt for event in step.events if isinstance(event, Heard) and event.prompt.words)
    at = None if stop is None else version.places.at(stop)
    announced = tuple(options_at(step.stop).items()) if options else None
    return Side(at, version.reached(step), heard if told is None else told, step.ms, version.row(step), announced)
