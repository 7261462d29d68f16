"""What is tried where two versions are compared: a representative of each pair of input classes, done in both."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from simulator.engine.waits import DialWait, EntryWait
from simulator.entries.offers import Offers, of_length, probed
from simulator.entries.pattern import ANY, example
from simulator.exploring.diff.key_times import at_other_times, entry_at
from simulator.exploring.search.classes import OTHER
from simulator.exploring.search.probes import PASS, entry_probes, press, ring_probes
from simulator.exploring.search.tried import tried_entries
from simulator.model.behaviour.words import in_short
from simulator.model.call.keys import FIRST_KEY_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.entries.entry import DtmfEntry
    from simulator.exploring.search.places import KnownPlaces
    from simulator.exploring.search.probers import Arrival, Stop
    from simulator.exploring.search.probes import Press, Probe
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.hint import Hint
    from simulator.model.behaviour.tried_entries import TriedEntries


@frozen
class JointOffers(Offers):
    """What two versions say of digits: `rows` are those of neither, None where either has a live backend."""

    old: Offers
    new: Offers

    told: tuple[bool, bool] = (True, True)
    """Whether the webhook of each version is told what is entered."""

    def patterns(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> Iterator[str]:
        """Digits for each pair of classes of which one at least is a pattern."""
        old, new = self.old.classes(stage, self.told[0]), self.new.classes(stage, self.told[1])
        pairs = zip(old, new, strict=True) if old == new else product(old, new)
        beside = self._beside(stage, offered)
        for a, b in pairs:
            pattern = a if a != OTHER else b
            if pattern != OTHER:
                are = partial(self._are, stage=stage, offered=offered, old=a, new=b)
                found = example(pattern[1:-1], entry, are, beside)
                if found is not None:
                    yield found

    def others(self, stage: str | None, entry: DtmfEntry, offered: Sequence[str]) -> Iterator[str]:
        """Digits that neither version offers; every single key where a backend's rows are unknown."""
        keys = probed(entry)
        if self.rows is None and any(self.told):
            both = (hint.digits for hint in (*self.old.probes(entry), *self.new.probes(entry)))
            tried = tuple(keys) if entry.high == 1 else tuple(dict.fromkeys(both))
            yield from (digits for digits in tried if digits not in offered)
            return
        for length in range(entry.low, entry.high + 1):
            found = (
                one
                for one in map(entry.result, of_length(keys, length))
                if self._are(one, stage, offered, OTHER, OTHER)
            )
            if (first := next(found, None)) is not None:
                yield first
                return
        neither = partial(self._are, stage=stage, offered=offered, old=OTHER, new=OTHER)
        wanted = example(ANY, entry, neither, self._beside(stage, offered))
        if wanted is not None:
            yield wanted

    def _beside(self, stage: str | None, offered: Sequence[str]) -> tuple[list[str], list[str]]:
        old, new = (
            side.beside(stage, told, offered) for side, told in zip((self.old, self.new), self.told, strict=True)
        )
        return [*old[0], *new[0]], [*old[1], *new[1]]

    def _are(self, digits: str, stage: str | None, offered: Sequence[str], old: str, new: str) -> bool:
        sides = zip((self.old, self.new), self.told, (old, new), strict=True)
        return all(side.name(digits, stage, offered, told) == name for side, told, name in sides)


@define
class JointProbes:
    """The probes of each pair of places, found once."""

    old: KnownPlaces
    new: KnownPlaces
    secrets: dict[str, tuple[str, ...]] = field(init=False, factory=dict)
    """The entries that were tried and that the source or the data of a backend holds: what is masked of each."""
    _known: dict[tuple[str, str], tuple[Probe, ...]] = field(init=False, factory=dict)
    _rejected: dict[tuple[str, str], set[str]] = field(init=False, factory=dict)
    _entered: dict[tuple[str, str], list[str]] = field(init=False, factory=dict)

    def of(self, old: Stop, new: Stop) -> Iterable[Probe]:
        """What is tried at two stops of the same kind. Later tries differ from the first only in what is rejected."""
        pair = (self.old.at(old).id, self.new.at(new).id)
        if pair not in self._known:
            self._known[pair] = tuple(dict.fromkeys(self._all(old, new)))
        probes = self._known[pair]
        if not (old.call.tries and new.call.tries) or pair not in self._rejected:
            return probes
        return [probe for probe in probes if probe.text in self._rejected[pair]]

    def learn(self, old: Stop, new: Stop, probe: Probe, steps: Iterable[Arrival]) -> None:
        """Remember what either version rejects at a first try."""
        if not old.call.tries and not new.call.tries:
            pair = (self.old.at(old).id, self.new.at(new).id)
            ends = [end for step in steps if (end := step.events.entry)]
            rejected = self._rejected.setdefault(pair, set())
            if any(end.outcome == "rejected" for end in ends):
                rejected.add(probe.text)
            self._entered.setdefault(pair, []).extend(end.digits for end in ends if end.outcome == "accepted")

    def tried(self) -> tuple[tuple[str, TriedEntries], ...]:
        """The entries that were tried at each pair of captures of which the webhook is told, by the old one's words."""
        told = ((self.old.known[old], found) for (old, _), found in self._entered.items() if self.old.known[old].told)
        return tuple((in_short(at), self._tried(at, found)) for at, found in told if at.high)

    def _tried(self, at: Place, found: Sequence[str]) -> TriedEntries:
        entry = self.old.entry(at.id)
        return tried_entries(found, entry, at, self._hints(entry))

    def _hints(self, entry: DtmfEntry) -> tuple[Hint, ...]:
        """What is worth trying in front of either version."""
        return tuple(dict.fromkeys((*self.old.offers.probes(entry), *self.new.offers.probes(entry))))

    def _all(self, old: Stop, new: Stop) -> Iterator[Probe]:
        wait = old.call.wait
        if isinstance(wait, DialWait):
            yield from ring_probes(wait.leg, self.old.legs)
        elif isinstance(wait, EntryWait):
            tried = list(self._presses(old, new))
            yield from tried
            yield from at_other_times(old, new, tried)
            yield from _slowly(*map(entry_at, (old, new)))
        else:
            yield PASS

    def _presses(self, old: Stop, new: Stop) -> Iterator[Press]:
        a, b = self.old.at(old), self.new.at(new)
        live = self.old.offers.rows is None or self.new.offers.rows is None
        offers = JointOffers(None if live else (), self.old.offers, self.new.offers, (a.told, b.told))
        entries = tuple({one.limits: one for one in (entry_at(new), entry_at(old))}.values())[::-1]
        for entry in entries:
            offered = tuple(key for key in dict.fromkeys([*a.offered, *b.offered]) if entry.takes(key))
            yield from entry_probes(entry, offers, old.call.client_action_id, offered)
            hints = self._hints(entry) if live and entry.high > 1 else ()
            self.secrets |= {hint.digits: hint.secrets for hint in hints if hint.secrets and hint.digits not in offered}
        if len(entries) > 1:  # they may take as many keys, end by another one, or ask for a #
            yield from (press("1" * entry.high) for entry in entries)


def _slowly(*entries: DtmfEntry) -> Iterator[Press]:
    """The fewest keys so far apart that the time for all is over before the time for one, where the times differ."""
    timers = [dict(entry.timers) for entry in entries]
    if timers[0] == timers[1]:
        return
    apart = min(one.get("digitTimeout", 0) for one in timers) - 1
    overall = min((one["overallTimeout"] for one in timers if "overallTimeout" in one), default=0)
    if apart > 0 and overall > FIRST_KEY_MS:
        needed = (overall - FIRST_KEY_MS - 1) // apart + 1
        if needed < max(entry.high for entry in entries):
            yield press("1" + f"[{apart}]1" * (needed - 1))
