"""What callers of a kind come to at a capture: input classes, with the sums of their times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import define, field

from simulator.callers.choosing import right_keys, slipping, slips, words_end, wrong_keys
from simulator.entries.entry import DtmfEntry
from simulator.entries.offers import Offer
from simulator.exploring.expecting.entering import EntryForm
from simulator.exploring.expecting.entry_law import Strokes, entry_law, hanging_up, silent, strokes
from simulator.exploring.expecting.sums import Sums, cells_of, sums_of
from simulator.exploring.search.classes import HANGUP, entry_class
from simulator.model.behaviour.passed import Entered
from simulator.model.call.keys import NEXT_KEY_MS
from simulator.model.callers.law import law_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.entries.offers import Offers
    from simulator.exploring.expecting.entry_law import Ending
    from simulator.exploring.expecting.sums import Cells
    from simulator.model.assumptions import Assumptions
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.caller_model import CallerModel

REJECTED = " rejected"
"""What stands behind the class of an entry that is rejected: all of these lead to the same."""


class EntryClasses(NamedTuple):
    """The input classes at a capture, with the sums of the time from the beginning of the prompt.

    `pressed` are the keys of the entries of a class, times their chance, of callers who stay so long.
    """

    sums: dict[str, Sums]
    pressed: dict[str, float]


@define
class AtEntry:
    """One kind of callers who want one thing, in front of the captures of a flow."""

    kind: CallerModel
    want: str
    offers: Offers
    settings: Assumptions
    rate: float
    grid: int = 0
    _first: Cells = field(init=False)
    _gap: Cells = field(init=False)
    _alike: dict[Any, EntryClasses] = field(init=False, factory=dict)
    _laws: dict[tuple[EntryForm, Strokes, int], dict[Ending, Sums]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._first = cells_of(law_of(self.kind.reaction))
        gap = self.kind.inter_key
        self._gap = [(float(NEXT_KEY_MS), 1.0)] if gap is None else cells_of(law_of(gap))

    def classes(self, place: Place) -> EntryClasses:
        """The input classes at a capture; many are alike in all that they hang on."""
        form = EntryForm.of(place, self.settings)
        offer = self._offer(place)
        if offer.patterns:
            return self._classes(place, form)
        stage = place.stage if self.kind.weights else None
        alike = (form, offer, place.high, place.low, place.offered, place.told, stage)
        if alike not in self._alike:
            self._alike[alike] = self._classes(place, form)
        return self._alike[alike]

    def _classes(self, place: Place, form: EntryForm) -> EntryClasses:
        found: dict[str, Sums] = {}
        pressed: dict[str, float] = {}
        for chance, keys, begins in self.pressed(place):
            for name, count, sums in self._ended(place, form, keys, begins):
                found[name] = found.get(name, Sums()).plus(sums.times(chance))
                pressed[name] = pressed.get(name, 0.0) + count * chance * sums.stays
        if self.kind.hangup:
            timers = tuple(ms for ms in (place.digit_timeout, place.overall_timeout) if ms)
            cells = hanging_up(form, self._first, timers)
            found[HANGUP] = sums_of(cells, self.rate, self.grid).times(self.kind.hangup)
        return EntryClasses(found, pressed)

    def pressed(self, place: Place) -> Iterator[tuple[float, str, int]]:
        """What is pressed, with its chance: keys, and the ms of the prompt from which the reaction to it counts."""
        offer = self._offer(place)
        for chance, keys, early in self._plans(place):
            yield chance, keys, words_end(offer, keys, place.prompt_ms) if early else place.prompt_ms

    def _plans(self, place: Place) -> Iterator[tuple[float, str, bool]]:
        """What is pressed, with its chance: keys, and whether they come during the prompt."""
        kind = self.kind
        offer = self._offer(place)
        right = max(0.0, 1 - kind.hangup - kind.silence - kind.wrong)
        yield kind.silence, "", False
        wrong = wrong_keys(offer)
        for key in wrong or [""]:
            yield from self._early(kind.wrong / max(len(wrong), 1), key)
        told = right_keys(kind, self.want, place.stage, offer)
        whole = sum(weight for weight, _ in told)
        if not whole:
            yield right, "", False
        for weight, keys in told:
            slip, others = slipping(kind, keys, offer), slips(keys)
            slip = slip if others else 0.0
            share = right * weight / whole
            yield from self._early(share * (1 - slip), offer.closed(keys))
            if slip:
                for other in others:
                    yield from self._early(share * slip / len(others), offer.closed(other))

    def _early(self, chance: float, keys: str) -> Iterator[tuple[float, str, bool]]:
        """Who interrupts, and who does not."""
        barge = self.kind.barge_in if self.settings.barge_in and keys else 0.0
        if barge < 1:
            yield chance * (1 - barge), keys, False
        if barge:
            yield chance * barge, keys, True

    def _ended(self, place: Place, form: EntryForm, keys: str, begins: int) -> Iterator[tuple[str, int, Sums]]:
        """The classes that come of it, the keys of the entry, and its time."""
        digits, pressed = strokes(form, keys)
        if not pressed.keys:
            at, reason = silent(form)
            yield self.named(place, form, "", (0, reason)), 0, sums_of([(at, 1.0)], self.rate, self.grid)
            return
        key = (form, pressed, begins)
        if key not in self._laws:
            first = [(begins + ms, share) for ms, share in self._first]
            law = entry_law(form, pressed, first, self._gap)
            self._laws[key] = {ending: sums_of(cells, self.rate, self.grid) for ending, cells in law.items()}
        for ending, sums in self._laws[key].items():
            yield self.named(place, form, digits, ending), ending[0] + (ending[1] == "hash"), sums

    def named(self, place: Place, form: EntryForm, digits: str, ending: Ending) -> str:
        """The class of an entry that ended so."""
        count, reason = ending
        entry = digits[:count] + "#" * (form.keeps_hash and reason == "hash")
        outcome = "accepted" if reason == "maxDigits" else form.judged(count, reason)
        name = entry_class(
            Entered(entry, outcome, reason, place.stage),
            place.high,
            lambda found: self.offers.name(found, place.stage, place.offered, place.told),
        )
        return name if outcome == "accepted" else f"{name}{REJECTED}"

    def _offer(self, place: Place) -> Offer:
        entry = DtmfEntry(place.low, place.high, place.hash_ends, place.completes, told=place.told)
        patterns = self.offers.expressions(place.stage, entry)
        return Offer(place.chosen, place.low, place.high, place.ends, patterns, place.purposes, place.said)
