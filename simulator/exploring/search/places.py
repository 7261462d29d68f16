"""The places of one exploration: what they are called, what they offer, and how a probe there is classed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.engine.answer import NextList
from simulator.engine.waits import DialWait, EntryWait
from simulator.entries.offers import announced_keys
from simulator.exploring.search.classes import DONE, HANGUP, entry_class, leg_class
from simulator.exploring.search.probes import PASS, Ring, entry_probes, ring_probes
from simulator.exploring.search.standing import end_of, place_id, words_of
from simulator.model.behaviour.behaviour import Place
from simulator.model.call.event import EntryEnded, Heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.entries.entry import DtmfEntry
    from simulator.entries.offers import Offers
    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.exploring.search.standing import Key
    from simulator.model.call.outcome import LegOutcome

Tried = list[tuple["Probe", "Arrival"]]


@define
class KnownPlaces:
    """Every place met so far, by its id."""

    offers: Offers
    legs: Sequence[LegOutcome]
    known: dict[str, Place] = field(init=False, factory=dict)
    _entries: dict[str, DtmfEntry] = field(init=False, factory=dict)
    _rejected: dict[str, frozenset[str]] = field(init=False, factory=dict)

    def at(self, stop: Stop) -> Place:
        """The place of a stop."""
        call, wait = stop.call, stop.call.wait
        if wait is None:
            return self._playing(call.pending)
        digest, stage = call.compiled.digest, call.client_action_id
        assert isinstance(wait, DialWait | EntryWait)  # exploration answers the webhook and lets prompts play
        action = call.at_state.place
        name = place_id(digest, stage, action)
        if name not in self.known:
            if isinstance(wait, DialWait):
                words = (wait.destination,)
                self.known[name] = Place(name, "dial", digest, stage, action, words, leg=wait.leg)
            else:
                self.known[name] = self._capture(name, stop, wait, action)
        return self.known[name]

    def end(self, step: Arrival) -> Place:
        """The end that a step came to."""
        place = end_of(step.events)
        return self.known.setdefault(place.id, place)

    def probes(self, stop: Stop, place: Place) -> Iterable[Probe]:
        """What is tried at a stop. A later try of a capture takes what the first took: only rejections differ."""
        wait = stop.call.wait
        if isinstance(wait, DialWait):
            return ring_probes(wait.leg, self.legs)
        if not isinstance(wait, EntryWait):
            return (PASS,)
        probes = entry_probes(self._entries[place.id], self.offers, place.stage, place.offered)
        if not stop.call.tries:
            return probes
        rejected = self._rejected.get(place.id, frozenset())
        return (probe for probe in probes if probe.text in rejected)

    def learn(self, place: Place, tried: Tried) -> Place:
        """What the first try of a capture teaches: what is rejected, and which keys a live backend tells apart."""
        ends = [(probe.text, entry_end(step)) for probe, step in tried]
        self._rejected[place.id] = frozenset(text for text, end in ends if end and end.outcome == "rejected")
        if self.offers.rows is None and place.high == 1 and place.told:
            place = evolve(place, offered=(*place.offered, *_singular(place, tried)))
            self.known[place.id] = place
        return place

    def class_of(self, place: Place, probe: Probe, step: Arrival) -> str:
        """The input class of a probe, from what came of it."""
        if isinstance(probe, Ring) and probe.hangs_up:
            return HANGUP
        for event in step.events:
            if isinstance(event, EntryEnded):
                return entry_class(
                    event, place.high, lambda digits: self.offers.name(digits, place.stage, place.offered, place.told)
                )
            if place.kind == "dial" and (found := leg_class(event)):
                return found
        return DONE

    def _playing(self, pending: object) -> Place:
        if not isinstance(pending, NextList):
            return self.known.setdefault("inbound", Place("inbound", "inbound"))
        compiled, stage = pending.compiled, pending.client_action_id
        name = place_id(compiled.digest, stage, "play")
        found = Place(name, "play", compiled.digest, stage, "play", words_of(compiled))
        return self.known.setdefault(name, found)

    def _capture(self, name: str, stop: Stop, wait: EntryWait, action: str) -> Place:
        compiled, stage = stop.call.compiled, stop.call.client_action_id
        entry = self._entries[name] = compiled.entries[wait.state]
        return Place(name, "capture", compiled.digest, stage, action, (wait.prompt.words,),
                     self.offers.keys(stage, entry), announced_keys(entry), entry.low, entry.high, wait.prompt.voice,
                     told=entry.told)  # fmt: skip


def entry_end(step: Arrival) -> EntryEnded | None:
    """How the entry of a step ended, if there was one."""
    return next((event for event in step.events if isinstance(event, EntryEnded)), None)


def outcome(step: Arrival) -> tuple[Key | str, tuple[str, ...]]:
    """What a caller notices of a step, and where it leads: what must be the same for the same input."""
    heard = tuple(event.prompt.words for event in step.events if isinstance(event, Heard))
    return (step.stop.key if step.stop else end_of(step.events).id, heard)


def _singular(place: Place, tried: Tried) -> tuple[str, ...]:
    """The keys that nobody announces and that are treated unlike the most of those."""
    groups: dict[object, list[str]] = {}
    for _, step in tried:
        end = entry_end(step)
        if end is not None and end.outcome == "accepted" and end.digits not in place.offered:
            groups.setdefault(outcome(step), []).append(end.digits)
    most = max(groups.values(), key=len, default=[])
    return tuple(sorted(key for keys in groups.values() if keys is not most for key in keys))
