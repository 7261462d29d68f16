"""What is worth trying at any entry of several keys: common PINs, boundary lengths, zeros, nines, `*`, check digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.exploring.hints import keys_in
from simulator.exploring.hints.expressions import luhn
from simulator.exploring.hints.hints import prompt_hints
from simulator.model.behaviour.hint import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.entries.entry import DtmfEntry

PINS = ("1234", "1111", "0000", "1212", "7777", "1004", "2000", "4444", "2222", "6969", "9999", "3333")
"""The twelve most common PINs of four digits, as studies of leaked ones have them."""
MOST_LENGTHS = 8
"""Lengths between the lowest and the highest that are tried."""


def usual_hints(entry: DtmfEntry) -> Iterator[Hint]:
    """What an entry may tell apart whoever answers it, best first; what it does not take is among them."""
    yield from prompt_hints(prompt.text or "" for prompt in entry.prompts)
    ends = tuple(dict.fromkeys(length for length in (entry.low, entry.high) if length))
    yield from (Hint(pin, "a common PIN") for pin in PINS)
    for length in ends:
        yield from _of_length(length)
    for length in range(entry.low + 1, min(entry.high, entry.low + 1 + MOST_LENGTHS)):
        yield Hint(keys_in.of_length(length), "a length")
        yield Hint(luhn(length), "a check digit (Luhn)")


def _of_length(length: int) -> Iterator[Hint]:
    keys = keys_in.of_length(length - 1)
    yield Hint(keys_in.of_length(length), "a boundary length")
    yield Hint(f"0{keys}", "a leading zero")
    yield Hint("0" * length, "zeros alone")
    yield Hint("9" * length, "nines alone")
    yield Hint(f"*{keys}", "a star")
    yield Hint(f"{keys}*", "a star")
    yield Hint(f"{keys}#", "a hash")
    yield Hint(luhn(length), "a check digit (Luhn)")
