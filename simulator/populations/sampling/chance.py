"""Numbers of chance, in integers: a stream of splitmix64 for each caller, place and visit of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.populations.layout import Tables

WHOLE = (1 << 64) - 1
"""64 bits."""
GOLDEN, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""The constants of splitmix64."""
HALF = (1 << 32) - 1
BITS_33, BITS_34, BITS_37 = (1 << 33) - 1, (1 << 34) - 1, (1 << 37) - 1
"""What is left of 64 bits that are shifted by 31, 30 and 27: signed integers shift their sign in."""
DRAWS = 64
"""Numbers of a stream for each visit of a place."""


def mixed(number: int) -> int:
    """The finish of splitmix64."""
    number = ((number ^ ((number >> 30) & BITS_34)) * FIRST) & WHOLE
    number = ((number ^ ((number >> 27) & BITS_37)) * SECOND) & WHOLE
    return number ^ ((number >> 31) & BITS_33)


def key_of(seed: int, caller: int) -> int:
    """The key of a caller."""
    return mixed((mixed((seed + GOLDEN) & WHOLE) + (caller + 1) * GOLDEN) & WHOLE)


def stream(key: int, place: int, visit: int) -> int:
    """Where the numbers of a visit begin."""
    return (mixed(key ^ place) + visit * DRAWS * GOLDEN) & WHOLE


def drawn(base: int, number: int) -> int:
    """A number of a visit."""
    return mixed((base + (number + 1) * GOLDEN) & WHOLE)


def high(number: int) -> int:
    """The 32 bits that choose."""
    return (number >> 32) & HALF


def value(tables: Tables, law: int, low: int) -> int:
    """What a law gives for 32 bits."""
    part = law + (low >> 20)
    found = tables[part]
    return found + (((tables[part + 1] - found) * (low & 0xFFFFF) + 0x80000) >> 20)
