"""What is counted of entries: no key, wrong keys, slips, and which of the right keys callers like."""

from __future__ import annotations

from collections import Counter
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.callers.choosing import slips, wrong_keys
from simulator.entries.offers import Offer
from simulator.model.caller_model import UNNAMED
from simulator.populations.fitting.parameter import Parameter, share, untold
from simulator.populations.fitting.seen import silent_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.model.behaviour.behaviour import Place
    from simulator.populations.fitting.seen import EntrySeen

SMALL = 1e-9
LONGEST = 86_400_000
"""Ms of a bridge: of one longer than a day a clock was wrong."""
ONE_KEY = "only places that one key answers tell it, and the log has no entry there whose try is clear"
"""Why silence and wrong keys are not told: where several keys are taken, a few are as silent as none."""


def offer_at(place: Place) -> Offer:
    """What modelled callers choose from at a place."""
    return Offer(place.chosen, place.low, place.high, place.ends, (), place.purposes, place.said)


@define
class Weighed:
    """A share of entries, each of which counts as much as entries of its length are left out by hang-ups."""

    some: float = 0.0
    whole: float = 0.0
    squares: float = 0.0
    met: int = 0
    count: int = 0

    def add(self, weight: float, *, met: bool) -> None:
        """One more entry."""
        self.some += weight * met
        self.whole += weight
        self.squares += weight * weight
        self.met += met
        self.count += 1

    def parameter(self, name: str, what: str) -> Parameter:
        """The share."""
        if not self.count:
            return untold(name, ONE_KEY)
        alike = self.whole**2 / self.squares
        part = (self.some + 0.5) / (self.whole + 1)
        how = f"{self.met} of {self.count} {what}"
        return Parameter(name, self.some / self.whole, sqrt(part * (1 - part) / alike), self.count, "counted", how)


@define
class EntryCounts:
    """The entries of a log, counted.

    Callers who hang up by the second (`rate`) leave long entries more often than short ones, so that these count more.
    `slow` is the chance that a reaction comes after a timer, None where no law of reactions is known.
    """

    rate: float = 0.0
    slow: float | None = None
    silent: Weighed = field(factory=Weighed)
    wrong: Weighed = field(factory=Weighed)
    slipped: int = 0
    slippery: int = 0
    digits: int = 0
    right: dict[tuple[str, str], Counter[str]] = field(factory=dict)

    @classmethod
    def of(
        cls, entries: Sequence[EntrySeen], chance: Callable[[float], float] | None = None, rate: float = 0.0
    ) -> EntryCounts:
        """The counts; `chance` is that of a reaction of at most so many ms, where it is known."""
        self = cls(rate)
        late: Counter[Place] = Counter()
        for entry in entries:
            self._add(entry)
            late[entry.place] += self._tells(entry)
        if chance is not None and self.silent.count:
            slow = sum(times * (1 - chance(silent_ms(place))) for place, times in late.items())
            self.slow = min(slow / self.silent.count, 0.5)
        return self

    @staticmethod
    def _tells(entry: EntrySeen) -> bool:
        place = entry.place
        return entry.told and place.low <= 1 and bool(wrong_keys(offer_at(place)))

    def _add(self, entry: EntrySeen) -> None:
        place, keys = entry.place, entry.keys
        if self._tells(entry):
            weight = exp(min(self.rate * entry.lasted / 1000, 10))
            self.silent.add(weight, met=not keys)
            if place.chosen:
                self.wrong.add(weight, met=bool(keys) and _is_wrong(place, keys))
        if keys in place.chosen:
            self.right.setdefault((place.stage or UNNAMED, " ".join(place.chosen)), Counter())[keys] += 1
        if place.chosen and len(keys) > 1:
            near = keys not in place.chosen and any(keys in slips(one) for one in place.chosen)
            self.slipped += near
            self.slippery += near or keys in place.chosen
            self.digits += len(keys) * (near or keys in place.chosen)

    def silence(self) -> Parameter:
        """The chance of no key: who would have pressed after a timer is silent as well, and taken off."""
        found = self.silent.parameter("silence", "entries at places that one key answers")
        slow = self.slow
        if found.value is None:
            return found
        if slow is None:
            return evolve(found, how=f"{found.how}; who presses after a timer is among them")
        whole = found.through(lambda value: (value - slow) / (1 - slow))
        return evolve(whole, value=max(whole.value or 0.0, 0.0))

    def wrong_share(self) -> Parameter:
        """The chance of a key that nobody offers."""
        return self.wrong.parameter("wrong", "entries where a key is offered")

    def slip(self) -> Parameter:
        """The chance of another digit, for each key."""
        if not self.slippery:
            return untold("slip", "nobody entered several keys where it is known which ones are right")
        how = f"{self.slipped} of {self.slippery} entries are a digit off"
        keys = self.digits / self.slippery
        return share("slip", self.slipped, self.slippery, how).through(
            lambda value: 1 - exp(log(max(1 - value, SMALL)) / keys)
        )

    def weights(self) -> list[Parameter]:
        """The share of each right key at each stage; of its place with the most entries where they offer other keys."""
        most: dict[str, tuple[int, str]] = {}
        for (stage, offered), counts in self.right.items():
            if len(offered.split()) > 1:
                most[stage] = max(most.get(stage, (0, "")), (sum(counts.values()), offered))
        return [
            share(
                f"weights.{stage}.{key}", self.right[stage, offered][key], whole, f"{whole} right entries at this stage"
            )
            for stage, (whole, offered) in most.items()
            for key in offered.split()
        ]


def _is_wrong(place: Place, keys: str) -> bool:
    return keys not in place.chosen and not any(keys in slips(one) for one in place.chosen if len(one) > 1)


def leg_shares(legs: Sequence[tuple[str, str]]) -> list[Parameter]:
    """What each leg came to."""
    found: list[Parameter] = []
    for leg in ("A", "B"):
        counts = Counter(result for name, result in legs if name == leg)
        whole = sum(counts.values())
        if not whole:
            found.append(untold(f"legs.{leg}", "the log tells of none"))
        how = f"{whole} legs"
        found += [share(f"legs.{leg}.{name}", count, whole, how) for name, count in sorted(counts.items())]
    return found


def lasting(talks: Sequence[int]) -> list[Parameter]:
    """The law of how long leg B talks: lognormal."""
    logs = [log(ms) for ms in talks if 0 < ms <= LONGEST]
    if len(logs) < 2:
        return [untold("talk", "fewer than two bridges whose length the log tells", len(logs))]
    mean = sum(logs) / len(logs)
    spread = sqrt(sum((one - mean) ** 2 for one in logs) / (len(logs) - 1))
    middle, root = exp(mean) / 1000, sqrt(len(logs))
    how = f"{len(logs)} bridges; lognormal"
    return [
        Parameter("talk.median", middle, middle * spread / root, len(logs), "fitted", how),
        Parameter("talk.logsd", spread, spread / (root * sqrt(2)), len(logs), "fitted", how),
    ]
