"""What is in the way of a caller who obeys, in words: one function for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.obstacle import Obstacle
from simulator.model.call.keys import FIRST_KEY_MS, NEXT_KEY_MS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.entries.entry import DtmfEntry

_NAMES = {"#": "hash", "*": "star"}


def cannot_enter(keys: Sequence[str], why: str, hint: str, param: str) -> Obstacle:
    """Choices that are not taken, all for one reason."""
    return Obstacle("cannotEnter", tuple(keys), f"{_announced(keys)}, and {why}", hint, param)


def hash_counts(keys: Sequence[str], closing: str) -> Obstacle:
    """A closing hash that is a key like others, of which L016 speaks."""
    return Obstacle(
        "cannotEnter",
        tuple(f"{key}#" for key in keys),
        f'the prompt says "{closing.strip()}", and hash is one more key here: it ends nothing',
        "leave completeOnHash out (hash ends the entry then), or do not ask for the hash key",
        hidden=True,
    )


def wrong_count(entry: DtmfEntry, low: int, high: int) -> Obstacle:
    """A number of digits, of `low` to `high`, that is not taken."""
    beyond = high > entry.high
    limit, value, asked = ("maxDigits", entry.high, high) if beyond else ("minDigits", entry.low, low)
    return Obstacle(
        "wrongCount",
        (digits(asked),),
        f"the prompt asks for {asked} digits, and {limit} is {value}",
        f"set {limit} to {asked}, or say the right number in the prompt",
        limit,
    )


def endless_keys(entry: DtmfEntry, keys: Sequence[str], closing: str) -> Obstacle:
    """Choices after which more keys could follow."""
    longest = max(map(len, keys))
    only = len({len(key) for key in keys}) == 1
    return _endless(entry, keys, _announced(keys), [f"set maxDigits to {longest}"] if only else [], closing)


def endless_count(entry: DtmfEntry, low: int, high: int, fewest: int, closing: str) -> Obstacle:
    """Numbers of digits after which more could follow."""
    what = f"the prompt asks for {low} digits" if low == high else f"the prompt asks for {low} to {high} digits"
    return _endless(entry, (digits(fewest),), what, [f"set maxDigits to {high}"] if low == high else [], closing)


def endless_number(entry: DtmfEntry, closing: str) -> Obstacle:
    """A number of which nobody says how long it is."""
    what = f"the prompt does not say how many digits are to come ({entry.low} to {entry.high} are taken)"
    return _endless(entry, (digits(entry.low),), what, ["set minDigits and maxDigits to their number"], closing)


def _endless(entry: DtmfEntry, keys: Sequence[str], what: str, hints: list[str], closing: str) -> Obstacle:
    timers = dict(entry.timers)
    equal = timers.get("digitTimeout") == timers["overallTimeout"]
    late = " in time" if entry.times_out or equal else ""
    if late:
        hints.append("give a shorter digitTimeout")
    elif "digitTimeout" not in timers:
        hints.append("give a digitTimeout (3000 ms, say, and an overallTimeout)")
    hints += ['say "then press hash"'] if entry.hash_ends and not closing else []
    return Obstacle(
        "openEnded",
        tuple(keys),
        f"{what}, and then nothing ends the entry{late}: it is rejected {timers['overallTimeout'] / 1000:g} s after "
        "the prompt",
        ", or ".join(hints),
        # L016 speaks of a hash that ends nothing, L004 of equal timeouts, which are in nearly every published request.
        hidden=bool(closing) or equal,
    )


def late_hash(entry: DtmfEntry, keys: Sequence[str], closing: str) -> Obstacle:
    """A closing hash after the key that has ended the entry already."""
    last = "the first key" if entry.high == 1 else f"digit {entry.high}"
    return Obstacle(
        "hashLost",
        tuple(f"{key}#" for key in keys),
        f'the prompt says "{closing.strip()}", and {last} ends the entry already: the hash is lost, or is taken for '
        "a key of what is asked next",
        f"take these words out, or set maxDigits to {entry.high + 1}",
    )


def too_little_time(entry: DtmfEntry, count: int, *, hash_too: bool) -> Obstacle:
    """So many digits, and hash where that is asked for, are not entered in the time for the whole entry."""
    return Obstacle(
        "noTime",
        (digits(count) + "#" * hash_too,),
        f"{count} digits{' and hash' * hash_too} take at least {needed_ms(count + hash_too) / 1000:g} s, "
        f"and overallTimeout is {dict(entry.timers)['overallTimeout']} ms",
        f"give about {max(10, count + 5) * 1000} ms: a second for each digit, and some to begin",
        "overallTimeout",
    )


def needed_ms(count: int) -> int:
    """How long a practised caller takes for so many keys, from the end of the prompt to the last of them."""
    return FIRST_KEY_MS + (count - 1) * NEXT_KEY_MS


def digits(count: int) -> str:
    """So many digits, as a caller would enter them."""
    return ("1234567890" * (count // 10 + 1))[:count]


def key_name(key: str) -> str:
    """One key as people call it."""
    return _NAMES.get(key) or f"key {key}"


def _announced(keys: Sequence[str]) -> str:
    if len(keys) == 1:
        return f"{key_name(keys[0]) if len(keys[0]) == 1 else keys[0]} is announced"
    named = [_NAMES.get(key, key) for key in keys]
    return f"{', '.join(named[:-1])} and {named[-1]} are announced"
