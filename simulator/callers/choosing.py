"""What callers of a model press at an entry, with its chance: whoever draws and whoever counts reads it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.entries.pool import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.entries.offers import Offer
    from simulator.model.caller_model import CallerModel

WRONG_KEYS = f"{DIGITS}*"
"""A wrong key is one of these; the hash is not among them, since it ends an entry."""


def wrong_keys(offer: Offer) -> list[str]:
    """The keys that nobody offers; none where every key is offered."""
    return [key for key in WRONG_KEYS if key not in offer.entries]


def right_keys(model: CallerModel, want: str, stage: str | None, offer: Offer) -> list[tuple[float, str]]:
    """The entries of who does as told, with their weights; what is wanted is pressed whatever others weigh."""
    if not offer.entries:
        return [(1.0, keys) for keys in offer.pool]
    if want:
        key = key_for(want, offer.purposes)
        if key is not None:
            return [(1.0, key)]
    found = [(model.weight(keys, stage), keys) for keys in offer.entries]
    return [one for one in found if one[0]]


def key_for(want: str, purposes: Sequence[tuple[str, str]]) -> str | None:
    """The first key that is announced for what is wanted; None where none is."""
    return next((key for key, purpose in purposes if want.casefold() in purpose.casefold()), None)


def slips(keys: str) -> list[str]:
    """The entries that one slip makes of digits: each place with each other digit."""
    return [
        f"{keys[:at]}{other}{keys[at + 1 :]}"
        for at, key in enumerate(keys)
        if key in DIGITS
        for other in DIGITS
        if other != key
    ]


def slipping(model: CallerModel, keys: str, offer: Offer) -> float:
    """The chance that one key of an entry slips: digits by chance cannot."""
    return 1 - (1 - model.slip) ** len(keys) if len(keys) > 1 and offer.entries else 0.0


def words_end(offer: Offer, keys: str, prompt_ms: int) -> int:
    """When the words of a key have been said, in ms of the prompt; its end where nobody says them."""
    share = dict(offer.said).get(keys)
    return prompt_ms if share is None else round(share * prompt_ms)


def last_hangup(prompt_ms: int, reaction: int, timers: tuple[int, ...]) -> int:
    """The latest hang-up of who hangs up at an entry: with the reaction, before a timer ends it."""
    return prompt_ms + min([reaction, *(ms - 1 for ms in timers)])
