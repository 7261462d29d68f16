"""How far off the estimated length of each prompt is: a real voice speaks otherwise than an estimate has it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from simulator.model.behaviour.words import in_short
from simulator.populations.fitting.parameter import PlaceOffset
from simulator.populations.fitting.reaction import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.behaviour.behaviour import Place
    from simulator.populations.fitting.seen import EntrySeen, SilenceSeen

FEW = 3
"""Silent callers who tell how long a prompt really is."""


def offsets_of(silences: Sequence[SilenceSeen], entries: Sequence[EntrySeen]) -> tuple[PlaceOffset, ...]:
    """An offset for each place: by silence where that tells it, else against the keys of all places."""
    silent: dict[Place, list[float]] = {}
    for one in silences:
        silent.setdefault(one.place, []).append(one.longer)
    keyed: dict[Place, list[float]] = {}
    for entry in entries:
        if entry.keys and entry.late is not None and entry.exact and entry.place.high == 1:
            keyed.setdefault(entry.place, []).append(entry.late)
    found = {place: _offset(place, times, 0.0, "silence") for place, times in silent.items() if len(times) >= FEW}
    every = [late - found[place].seconds * 1000 if place in found else late for place in keyed for late in keyed[place]]
    usual = sum(every) / len(every) if every else 0.0
    by_keys = {place: _offset(place, times, usual, "keys") for place, times in keyed.items() if len(times) >= FEWEST}
    return tuple({**by_keys, **found}.values())


def by_silence(offsets: Iterable[PlaceOffset]) -> dict[str, float]:
    """The ms that are to be taken off the times at each place: only what silence tells, and surely."""
    return {
        one.place: one.seconds * 1000
        for one in offsets
        if one.by == "silence" and abs(one.seconds) > max(3 * one.error, 0.05)
    }


def _offset(place: Place, times: Sequence[float], usual: float, by: str) -> PlaceOffset:
    mean = sum(times) / len(times)
    error = sqrt(sum((one - mean) ** 2 for one in times) / max(len(times) - 1, 1) / len(times))
    return PlaceOffset(place.id, in_short(place), (mean - usual) / 1000, error / 1000, len(times), by)  # type: ignore[arg-type]
