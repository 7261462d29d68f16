"""Samples as bytes, and how many there are in a time; made longer or shorter without a library."""

from __future__ import annotations

import sys
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RATE = 16_000
"""Samples a second."""
PER_MS = RATE // 1000
SIZE = 2
"""Bytes of a sample."""
LOUDEST = 32_767
LITTLE = sys.byteorder == "little"
"""Samples are little-endian whatever the machine is."""


def count(raw: bytes) -> int:
    """How many samples there are."""
    return len(raw) // SIZE


def milliseconds(raw: bytes) -> int:
    """How long they last."""
    return round(count(raw) / PER_MS)


def numbers(raw: bytes | bytearray) -> array[int]:
    """The samples as numbers, two bytes each: a file has millions."""
    found = array("h", bytes(raw))
    return found if LITTLE else _swapped(found)


def samples(given: Iterable[int]) -> bytes:
    """Numbers as samples."""
    found = array("h", given)
    return (found if LITTLE else _swapped(found)).tobytes()


def _swapped(found: array[int]) -> array[int]:
    found.byteswap()
    return found


def stretched(raw: bytes, wanted: int) -> bytes:
    """So many samples made of those that are given: between two of them lies what a straight line says."""
    given = numbers(raw)
    if len(given) == wanted or not given or not wanted:
        return raw if given and wanted else b""
    each = len(given) // wanted
    if each > 1:  # what lies between would be heard as other tones
        given = array("h", (sum(given[at : at + each]) // each for at in range(0, len(given) - each + 1, each)))
    step = len(given) / wanted
    given.append(given[-1])
    places = (number * step for number in range(wanted))
    return samples(int(given[at := int(place)] + (given[at + 1] - given[at]) * (place - at)) for place in places)


def of_length(raw: bytes, wanted: int) -> bytes:
    """Cut, or followed by silence, so that there are so many samples."""
    return raw[: wanted * SIZE].ljust(wanted * SIZE, b"\0")


def piece(raw: bytes, at: int, wanted: int) -> bytes:
    """So many samples from a place on, of a sound that begins again wherever it ends; silence where there is none."""
    if not raw:
        return bytes(wanted * SIZE)
    at = at * SIZE % len(raw)
    times = (at + wanted * SIZE) // len(raw) + 1
    return (raw * times)[at : at + wanted * SIZE]
