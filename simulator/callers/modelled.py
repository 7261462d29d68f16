"""One caller of a model: what is pressed at each entry is drawn by chance, from a seed of the caller's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from simulator.entries.pool import DIGITS
from simulator.model.call.keys import KeyToken, hangup_at
from simulator.model.caller_model import drawn

if TYPE_CHECKING:
    from random import Random

    from simulator.engine.waits import EntryWait
    from simulator.entries.offers import Offer, Offers
    from simulator.model.call.keys import TimedToken
    from simulator.model.call.outcome import Presses
    from simulator.model.caller_model import CallerModel

WRONG_KEYS = f"{DIGITS}*"
"""A wrong key is one of these; the hash is not among them, since it ends an entry."""


@define(eq=False)
class Modelled:
    """A caller of the model; `tokens` are what was pressed, in the words of a key script."""

    model: CallerModel
    chance: Random
    offers: Offers
    tokens: list[KeyToken] = field(init=False, factory=list)
    timed: tuple[TimedToken, ...] = field(init=False)

    @timed.default
    def _impatience(self) -> tuple[TimedToken, ...]:
        patience = self.model.patience
        return () if patience is None else (hangup_at(drawn(self.chance, patience, 1000)),)

    def entry(self, wait: EntryWait) -> Presses:
        """What is pressed at this entry."""
        token = self._token(wait)
        self.tokens.append(token)
        return token.presses(wait.prompt.length)

    def _token(self, wait: EntryWait) -> KeyToken:
        model, chance = self.model, self.chance
        draw, reaction = chance.random(), drawn(chance, model.reaction)
        if draw < model.hangup:
            after = chance.randint(0, wait.prompt.length + reaction)
            return KeyToken(f"hangup[{after}]", hangup=after)
        offer = self.offers.offer(wait.stage, wait.entry)
        keys = ""
        if draw >= model.hangup + model.silence:
            wrong = draw < model.hangup + model.silence + model.wrong
            keys = self._wrong(offer) if wrong else self._right(offer)
        return _pressed(keys, reaction) if keys else KeyToken("silence")

    def _wrong(self, offer: Offer) -> str:
        """A key that nobody offers; none where every key is offered."""
        left = [key for key in WRONG_KEYS if key not in offer.entries]
        return self.chance.choice(left) if left else ""

    def _right(self, offer: Offer) -> str:
        """An entry that is offered, or as many digits as are wanted."""
        if not offer.entries:
            return offer.closed(self.chance.choice(offer.pool))
        weights = [self.model.weight(keys) for keys in offer.entries]
        return offer.closed(self.chance.choices(offer.entries, weights)[0]) if any(weights) else ""


def _pressed(keys: str, reaction: int) -> KeyToken:
    pauses = (reaction, *(None for _ in keys[1:]))
    return KeyToken(f"[{reaction}]{keys}", tuple(zip(pauses, keys, strict=True)))
