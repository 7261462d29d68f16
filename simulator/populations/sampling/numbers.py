"""The numbers of chance of many callers at once: splitmix64 in columns of numpy, as `chance.py` has them for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulator.populations.sampling import chance

if TYPE_CHECKING:
    from simulator.populations.sampling.arrays import Bits64, Wholes

HALF = chance.HALF
_GOLDEN, _FIRST, _SECOND = (np.uint64(one) for one in (chance.GOLDEN, chance.FIRST, chance.SECOND))
_27, _30, _31, _32 = (np.uint64(one) for one in (27, 30, 31, 32))
_LOW, _PART = np.uint64(HALF), np.uint64(20)


def mixed(number: Bits64) -> Bits64:
    """The finish of splitmix64; the column that is given is used up."""
    number ^= number >> _30
    number *= _FIRST
    number ^= number >> _27
    number *= _SECOND
    number ^= number >> _31
    return number


def keys_of(seed: int, first: int, count: int) -> Bits64:
    """The keys of callers from a number on."""
    begin = np.uint64(chance.mixed((seed + chance.GOLDEN) & chance.WHOLE))
    return mixed(np.arange(first + 1, first + 1 + count, dtype=np.uint64) * _GOLDEN + begin)


def stream(keys: Bits64, place: Bits64 | np.uint64, visits: Wholes | int) -> Bits64:
    """Where the numbers of visits begin."""
    begins = mixed(keys ^ place)
    if isinstance(visits, int):
        return begins
    return begins + visits.astype(np.uint64) * np.uint64(chance.DRAWS * chance.GOLDEN & chance.WHOLE)


def drawn(base: Bits64, number: int) -> Bits64:
    """A number of each visit."""
    return mixed(base + np.uint64((number + 1) * chance.GOLDEN & chance.WHOLE))


def high(number: Bits64) -> Wholes:
    """The 32 bits that choose."""
    return (number >> _32).view(np.int64)


def value(tables: Wholes, law: Wholes, number: Bits64) -> Wholes:
    """What laws give for the low 32 bits."""
    low = number & _LOW
    part = law + (low >> _PART).view(np.int64)
    found = tables[part]
    return found + (((tables[part + 1] - found) * (low.view(np.int64) & 0xFFFFF) + 0x80000) >> 20)
