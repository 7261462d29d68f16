"""Tones of the telephone: ringing, busy, and the pairs of frequencies of the keys (ITU-T Q.23)."""

from __future__ import annotations

from functools import lru_cache
from math import pi, sin
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from simulator.hearing.sound.samples import LOUDEST, PER_MS, RATE, samples

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROWS, _COLUMNS, _PAD = (697, 770, 852, 941), (1209, 1336, 1477, 1633), "123A456B789C*0#D"
FREQUENCIES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {key: (_ROWS[at // 4], _COLUMNS[at % 4]) for at, key in enumerate(_PAD)}
)
"""The two of each key."""
_LEVEL = 0.6
"""How loud all frequencies of a tone are together, of 1."""
_RAMP = 2 * PER_MS
"""Samples in which a tone begins, and in which it ends: without them each would click."""


@frozen
class Tone:
    """A tone that sounds for `on` ms and is silent for `off` ms, again and again."""

    frequencies: tuple[int, ...]
    on: int
    off: int


# What a country plays is its own: these are the recommendation's (ITU-T E.180), 425 Hz.
RINGING, BUSY, FAILED = Tone((425,), 1000, 4000), Tone((425,), 500, 500), Tone((425,), 250, 250)
WHILE_DIALLING: Mapping[str, Tone] = MappingProxyType({"BUSY": BUSY, "FAILED": FAILED, "ERROR": FAILED})
"""What is heard from dialling on until a leg comes to a status; of all others it rings."""


def key_tone(key: str, ms: int) -> Tone:
    """The tone of a key, once."""
    return Tone(FREQUENCIES[key], ms, 0)


@lru_cache(maxsize=256)
def tone(one: Tone) -> bytes:
    """The samples of a tone, from its beginning to where it begins again."""
    wanted = one.on * PER_MS
    level = LOUDEST * _LEVEL / len(one.frequencies)
    turns = [2 * pi * frequency / RATE for frequency in one.frequencies]
    found = []
    for at in range(wanted):
        ramp = min(1.0, (at + 1) / _RAMP, (wanted - at) / _RAMP)
        found.append(int(level * ramp * sum(sin(turn * at) for turn in turns)))
    return samples(found) + samples([0] * (one.off * PER_MS))
