"""The places of one exploration: what they are called, what they offer, and how a probe there is classed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.engine.answer import NextList
from simulator.engine.waits import DialWait, EntryWait
from simulator.entries.obeying import obstacles
from simulator.entries.offers import announced_keys
from simulator.exploring.search.classes import DONE, HANGUP, OTHER, entry_class, leg_class
from simulator.exploring.search.outcomes import groups_of, singular, without_echoes
from simulator.exploring.search.pasts.past import past_words, whole_past
from simulator.exploring.search.probes import PASS, Press, Ring, entry_probes, ring_probes
from simulator.exploring.search.standing import place_id, second_leg, words_of
from simulator.model.behaviour.behaviour import Place
from simulator.model.call.leg_outcomes import unrung

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from simulator.entries.entry import DtmfEntry
    from simulator.entries.offers import Offers
    from simulator.exploring.search.outcomes import Tried
    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.exploring.search.probes import Probe
    from simulator.model.call.outcome import LegOutcome


@define
class KnownPlaces:
    """Every place met so far, by its id."""

    offers: Offers
    legs: Sequence[LegOutcome]
    known: dict[str, Place] = field(init=False, factory=dict)
    entered: dict[str, list[str]] = field(init=False, factory=dict)
    """What was entered at each capture of which a live backend is told, by its place."""
    _first: str = field(init=False, default="")
    """The place where leg A is dialled, which is the first of a call."""
    _entries: dict[str, DtmfEntry] = field(init=False, factory=dict)
    _rejected: dict[str, frozenset[str]] = field(init=False, factory=dict)
    _pasts: dict[str, dict[Hashable, str]] = field(init=False, factory=dict)

    @property
    def unrung(self) -> tuple[str, ...]:
        """What a dial usually comes to and these legs do not, where anything is dialled."""
        dials = any(place.kind == "dial" for place in self.known.values())
        return unrung(leg.result for leg in self.legs) if dials else ()

    def at(self, stop: Stop, told: Hashable = ()) -> Place:
        """The place of a stop; `told` parts it from others whose sessions had another past."""
        call, wait = stop.call, stop.call.wait
        if wait is None:
            return self._playing(call.pending, stop, told)
        digest, stage = call.compiled.digest, call.client_action_id
        assert isinstance(wait, DialWait | EntryWait)  # exploration answers the webhook and lets prompts play
        action = call.at_state.place
        plain = place_id(digest, stage, action)
        if isinstance(wait, DialWait):
            plain = self._dial(plain, wait)
        past = self._past(plain, stop, told)
        name = f"{plain} {past}" if past else plain
        if name not in self.known:
            if isinstance(wait, DialWait):
                words = (wait.destination,)
                self.known[name] = Place(
                    name, "dial", digest, stage, action, words, leg=wait.leg, past=past, dials_as=wait.source
                )
            else:
                self.known[name] = self._capture(name, stop, wait, action, past)
        return self.known[name]

    def _dial(self, plain: str, wait: DialWait) -> str:
        """The id of a dial; the list that dialled leg A may come again as a reply, and dials leg B then."""
        if wait.leg == "A":
            self._first = plain
            return plain
        return second_leg(plain) if plain == self._first else plain

    def _past(self, plain: str, stop: Stop, told: Hashable) -> str:
        """What came before, in words, where that makes a difference; the past that was met first needs none."""
        known = self._pasts.setdefault(plain, {})
        if told not in known:
            done = self._done(stop)
            names = (past_words(stop, done), whole_past(done)) if known else ("",)
            known[told] = next((name for name in names if name not in known.values()), f"{names[-1]}, otherwise")
        return known[told]

    def _done(self, stop: Stop) -> list[str]:
        """What was pressed at each stop before; of entries of several keys those that are treated alike are alike."""
        found = []
        for probe, key in zip(stop.path, stop.keys, strict=False):
            at = [place for place in self.known.values() if (place.digest, place.stage) == key[:2] and place.high > 1]
            named = {"silence", *(digits for place in at for digits in place.offered)}
            pressed = probe.text if isinstance(probe, Press) else ""
            found.append(OTHER if pressed and at and pressed.removesuffix("#") not in named else pressed)
        return found

    def entry(self, name: str) -> DtmfEntry:
        """What is entered at a capture, by the id of its place."""
        return self._entries[name]

    def end(self, step: Arrival) -> Place:
        """The end that a step came to."""
        place = step.events.end
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

    def learn(self, place: Place, tried: Tried) -> tuple[Place, Tried]:
        """What the first try of a capture teaches: what is rejected, and which entries a live backend tells apart.

        Also what of it is worth going on from: where an entry is only said back, one like it is enough.
        """
        ends = [(probe.text, end) for probe, step in tried if (end := step.events.entry)]
        self._rejected[place.id] = frozenset([text for text, end in ends if end.outcome == "rejected"])
        if self.offers.rows is None and place.told:
            found = [end.digits for _, end in ends if end.outcome == "accepted"]
            self.entered.setdefault(place.id, found)
            groups = groups_of(place, tried)
            offered = (*place.offered, *singular(groups))
            place = evolve(place, offered=offered, closing=self._entries[place.id].closing(offered))
            self.known[place.id] = place
            tried = without_echoes(place, tried, groups)
        return place, tried

    def class_of(self, place: Place, probe: Probe, step: Arrival) -> str:
        """The input class of a probe, from what came of it."""
        if isinstance(probe, Ring) and probe.hangs_up:
            return HANGUP
        if place.kind == "dial":
            return next(filter(None, map(leg_class, step.events)), DONE)
        entry = step.events.entry
        if entry is None:
            return DONE
        return entry_class(
            entry, place.high, lambda digits: self.offers.name(digits, place.stage, place.offered, place.told)
        )

    def _playing(self, pending: object, stop: Stop, told: Hashable) -> Place:
        if not isinstance(pending, NextList):
            return self.known.setdefault("inbound", Place("inbound", "inbound"))
        compiled, stage = pending.compiled, pending.client_action_id
        plain = place_id(compiled.digest, stage, "play")
        past = self._past(plain, stop, told)
        name = f"{plain} {past}" if past else plain
        found = Place(name, "play", compiled.digest, stage, "play", words_of(compiled), past=past)
        return self.known.setdefault(name, found)

    def _capture(self, name: str, stop: Stop, wait: EntryWait, action: str, past: str) -> Place:
        compiled, stage = stop.call.compiled, stop.call.client_action_id
        offers = self.offers
        entry = self._entries[name] = compiled.entries[wait.state]
        offer = offers.offer(stage, entry)
        announced, timers = announced_keys(entry), dict(entry.timers)
        offered = offers.keys(stage, entry, announced)
        return Place(name, "capture", compiled.digest, stage, action, (wait.prompt.words,),
                     offered, announced, entry.low, entry.high, wait.prompt.voice,
                     told=entry.told, past=past, completes=entry.completes,
                     digit_timeout=timers.get("digitTimeout", 0),
                     overall_timeout=timers.get("overallTimeout", 0),
                     obstacles=obstacles(entry), closing=entry.closing(offered), prompt_ms=wait.prompt.length,
                     tries=entry.tries, fewest=entry.fewest, hash_ends=entry.hash_ends, hash_is_key=entry.hash_is_key,
                     keeps_hash=entry.keeps_hash, chosen=offer.entries,
                     random=offers.shares(stage, entry, offered), ends=offer.ends,
                     purposes=offer.purposes, said=offer.said)  # fmt: skip
