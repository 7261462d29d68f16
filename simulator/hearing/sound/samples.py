"""Samples as bytes, and how many there are in a time; made longer or shorter without a library."""

from __future__ import annotations

from struct import pack, unpack

RATE = 16_000
"""Samples a second."""
PER_MS = RATE // 1000
SIZE = 2
"""Bytes of a sample."""
LOUDEST = 32_767


def count(raw: bytes) -> int:
    """How many samples there are."""
    return len(raw) // SIZE


def milliseconds(raw: bytes) -> int:
    """How long they last."""
    return round(count(raw) / PER_MS)


def numbers(raw: bytes) -> tuple[int, ...]:
    """The samples as numbers."""
    return unpack(f"<{count(raw)}h", raw)


def samples(given: list[int] | tuple[int, ...]) -> bytes:
    """Numbers as samples."""
    return pack(f"<{len(given)}h", *given)


def stretched(raw: bytes, wanted: int) -> bytes:
    """So many samples made of those that are given: between two of them lies what a straight line says."""
    given = numbers(raw)
    if len(given) == wanted or not given or not wanted:
        return raw if given and wanted else b""
    each = len(given) // wanted
    if each > 1:  # what lies between would be heard as other tones
        given = tuple([sum(given[at : at + each]) // each for at in range(0, len(given) - each + 1, each)])
    step, last = len(given) / wanted, len(given) - 1
    padded = (*given, given[last])
    found = []
    for number in range(wanted):
        place = number * step
        at = int(place)
        found.append(int(padded[at] + (padded[at + 1] - padded[at]) * (place - at)))
    return samples(found)


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
