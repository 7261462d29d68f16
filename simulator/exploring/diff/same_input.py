"""One input done in two versions of a flow, and whether it leads both the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from simulator.engine.waits import DialWait, EntryWait
from simulator.exploring.diff.heard import said, sound, unspoken
from simulator.exploring.search.as_keys import Did
from simulator.exploring.search.probes import Ring

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from simulator.exploring.diff.version import Version
    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.reports.difference_kinds import DifferenceKind


UNLIKE = "a backend answers the same question differently"


@frozen(slots=False)
class Trip:
    """A path, as its last input and the path before it; the empty path has no input.

    `began` is when its calls begin, in ms since 1970, where the clock decides what they meet.
    """

    before: Trip | None = None
    did: Did | None = None
    keys: int = 0
    moves: int = 0
    began: int | None = None

    @property
    def order(self) -> tuple[int, int]:
        """What is least on the shortest path."""
        return (self.keys, self.moves)

    def path(self) -> tuple[Did, ...]:
        """Everything that was done, in order."""
        found: list[Did] = []
        here: Trip | None = self
        while here is not None and here.did is not None:
            found.append(here.did)
            here = here.before
        return tuple(reversed(found))


@frozen(slots=False)
class Standing:
    """Both calls after the same inputs; None before any."""

    old: Stop
    new: Stop
    trip: Trip


@frozen(slots=False)
class Met:
    """What came of one input (None: of the beginning of a call) in both versions."""

    at: Standing | None
    probe: Probe | None
    old: Arrival
    new: Arrival
    trip: Trip

    @property
    def stops(self) -> tuple[Stop | None, Stop | None]:
        """Where both calls stood before."""
        return (None, None) if self.at is None else (self.at.old, self.at.new)

    @property
    def does(self) -> str:
        """The input as key scripts write it; empty where nothing was asked."""
        return self.probe.text if self.probe is not None else ""


def tripped(at: Standing, probe: Probe, step: Arrival) -> Trip:
    """The path that an input makes longer; times are those of one version's step."""
    wait = at.old.call.wait
    asked = "entry" if isinstance(wait, EntryWait) else "dial" if isinstance(wait, DialWait) else "nothing"
    did = Did(asked, probe.text, probe.keys, step.ms, isinstance(probe, Ring) and probe.hangs_up)  # type: ignore[arg-type]
    return Trip(at.trip, did, at.trip.keys + probe.keys, at.trip.moves + 1, at.trip.began)


def parting(met: Met, old: Version, new: Version) -> DifferenceKind | None:
    """Whether an input ends one call otherwise, or leads it elsewhere than the other."""
    if met.old.stop is None or met.new.stop is None:
        return None if old.reached(met.old).id == new.reached(met.new).id else "outcome"
    if leads_to(old, met.old) != leads_to(new, met.new):
        return "routing"
    if bool(met.old.stop.call.tries) != bool(met.new.stop.call.tries):
        # A menu that is asked again is no other place than the same menu met anew, as far as a caller can tell.
        sounds = [[one.sound for one in said(*pair)] for pair in zip(met.stops, (met.old, met.new), strict=True)]
        return None if sounds[0] == sounds[1] else "routing"
    return None


def leads_to(version: Version, step: Arrival) -> Hashable:
    """Which end, or the kind of a place and its stage; of a dial also who is dialled, and as whom."""
    place = version.reached(step)
    if step.stop is None:
        return place.id
    wait = step.stop.call.wait
    dialled = (wait.leg, wait.destination, wait.source) if isinstance(wait, DialWait) else ()
    return (place.kind, place.stage if wait is not None else None, dialled)


def delay(met: Met) -> int:
    """The ms that the new version takes longer, less what other prompts account for."""
    gross = met.new.ms - met.old.ms
    if not gross:
        return 0
    stops, steps = met.stops, (met.old, met.new)
    heard = [_sounds(stop, step) for stop, step in zip(stops, steps, strict=True)]
    if heard[0] == heard[1]:
        return gross
    return unspoken(stops[1], met.new) - unspoken(stops[0], met.old)


def _sounds(stop: Stop | None, step: Arrival) -> tuple[Hashable, ...]:
    """What plays during a step, what began before it included."""
    return (*_begun(stop), *(one.sound for one in said(stop, step)))


def _begun(stop: Stop | None) -> Iterator[Hashable]:
    if stop is not None and isinstance(stop.call.wait, EntryWait):
        yield sound(stop.call.wait.prompt)
