"""One caller of a model: what is pressed at each entry is drawn by chance, from a seed of the caller's own."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, TypeVar

from attrs import define, field

from simulator.callers.choosing import last_hangup, right_keys, slipping, slips, words_end, wrong_keys
from simulator.model.call.keys import KeyToken, TimedToken
from simulator.model.caller_model import drawn
from simulator.model.callers.law import LONGEST_MS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from simulator.engine.waits import EntryWait
    from simulator.entries.offers import Offer, Offers
    from simulator.model.call.outcome import Presses
    from simulator.model.caller_model import CallerModel

T = TypeVar("T")


@define(eq=False)
class Modelled:
    """A caller of the model; `tokens` are what was pressed, in the words of a key script.

    `kind` is the segment, and `want` what this caller wants. Nobody `interrupts` where the platform does not let them.
    """

    model: CallerModel
    chance: Random
    offers: Offers
    interrupts: bool = True
    kind: CallerModel = field(init=False)
    want: str = field(init=False)
    tokens: list[KeyToken] = field(init=False, factory=list)
    timed: tuple[TimedToken, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.kind = chosen(self.chance, self.model.kinds())
        self.want = chosen(self.chance, self.kind.wanted())
        self.timed = tuple(self._impatience())

    def _impatience(self) -> list[TimedToken]:
        """When this caller hangs up whatever is going on: what is soonest."""
        kind, chance = self.kind, self.chance
        found: list[int] = []
        if kind.at_once and chance.random() < kind.at_once:
            found.append(0)
        if kind.per_second:
            found.append(round(min(-log(1 - chance.random()) * 1000 / kind.per_second, LONGEST_MS)))
        if kind.patience is not None:
            found.append(drawn(chance, kind.patience, 1000))
        return [TimedToken(f"hangup@{min(found)}ms", min(found), pauses=True)] if found else []

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        token = self._token(wait)
        self.tokens.append(token)
        return token.presses(wait.prompt.length)

    def _token(self, wait: EntryWait) -> KeyToken:
        kind, chance = self.kind, self.chance
        draw, reaction = chance.random(), drawn(chance, kind.reaction)
        if draw < kind.hangup:
            last = last_hangup(wait.prompt.length, reaction, tuple(ms for _, ms in wait.entry.timers))
            after = chance.randint(0, max(last, 0))
            return KeyToken(f"hangup[{after}]", hangup=after)
        offer = self.offers.offer(wait.stage, wait.entry)
        keys = ""
        if draw >= kind.hangup + kind.silence:
            wrong = draw < kind.hangup + kind.silence + kind.wrong
            keys = self._wrong(offer) if wrong else self._right(offer, wait.stage)
        return self._pressed(keys, reaction, offer, wait.prompt.length) if keys else KeyToken("silence")

    def _wrong(self, offer: Offer) -> str:
        """A key that nobody offers; none where every key is offered."""
        left = wrong_keys(offer)
        return self.chance.choice(left) if left else ""

    def _right(self, offer: Offer, stage: str | None) -> str:
        """An entry that is offered, or as many digits as are wanted."""
        found = right_keys(self.kind, self.want, stage, offer)
        if not found:
            return ""
        keys = chosen(self.chance, found)
        slip = slipping(self.kind, keys, offer)
        if slip and self.chance.random() < slip:
            keys = self.chance.choice(slips(keys) or [keys])
        return offer.closed(keys)

    def _pressed(self, keys: str, reaction: int, offer: Offer, prompt_ms: int) -> KeyToken:
        """The keys with their pauses; who interrupts counts from the end of their own words."""
        kind, chance = self.kind, self.chance
        barges = self.interrupts and kind.barge_in > 0 and chance.random() < kind.barge_in
        first = reaction + (words_end(offer, keys, prompt_ms) if barges else 0)
        later = [None if kind.inter_key is None else drawn(chance, kind.inter_key) for _ in keys[1:]]
        text = "".join(
            key if pause is None else f"[{pause}]{key}" for pause, key in zip([first, *later], keys, strict=True)
        )
        return KeyToken(f"{'^' * barges}{text}", tuple(zip((first, *later), keys, strict=True)), barges)


def chosen(chance: Random, weighed: Sequence[tuple[float, T]]) -> T:
    """One of several, by their weights; where there is but one, nothing is drawn."""
    if len(weighed) == 1:
        return weighed[0][1]
    return chance.choices([one for _, one in weighed], [weight for weight, _ in weighed])[0]
