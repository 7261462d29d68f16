"""Ids as the platform makes them: UUIDs of version 1 in shape, from the seed and the simulated time."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

EPOCH_OFFSET = 0x01B21DD213814000
"""100 ns steps between the beginning of the Gregorian calendar and 1970, as RFC 9562 counts."""


@lru_cache(maxsize=1024)
def tail(seed: int) -> str:
    """Clock sequence and node: what all ids of one seed share. The multicast bit says "no real card"."""
    digest = sha256(f"callflow {seed}".encode()).digest()
    sequence = (digest[0] & 0x3F | 0x80) << 8 | digest[1]
    node = digest[2] | 1
    return f"{sequence:04x}-{node:02x}{digest[3:8].hex()}"


@lru_cache(maxsize=4096)
def uuid1(seed: int, at: int, number: int) -> str:
    """The id number `number` (0 to 9999) of one session, made `at` ms since 1970."""
    ticks = at * 10_000 + number + EPOCH_OFFSET
    return f"{ticks & 0xFFFFFFFF:08x}-{ticks >> 32 & 0xFFFF:04x}-{ticks >> 48 & 0x0FFF | 0x1000:04x}-{tail(seed)}"
