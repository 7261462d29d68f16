"""Ports as they are taken and freed: calls that come by chance, each as long as the law says, by a heap (M/G/c/c)."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import accumulate
from math import floor
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.expecting.time_law import TimeLaw

CALLS = 100_000
RARE = 1e-12
"""What is left of the largest chance where it counts as none."""


class Blocking(NamedTuple):
    """The share of calls that found every port busy, and its standard error by independent batches."""

    share: float
    error: float
    calls: int


def blocked(per_second: float, times: Sequence[float], ports: int, seed: int = 0, batches: int = 20) -> Blocking:
    """Calls that come at a rate, for so many seconds each, on so many ports.

    Each batch begins with as many calls on the way as there are at any moment: empty ports would take long to fill.
    """
    chance, size = Random(f"trunks {seed}"), len(times) // batches
    shares = [
        _lost(chance, per_second, times[size * one : size * (one + 1)], ports, _begun(chance, per_second, times, ports))
        / size
        for one in range(batches)
    ]
    mean = sum(shares) / batches
    spread = sum((one - mean) ** 2 for one in shares) / (batches - 1)
    return Blocking(mean, (spread / batches) ** 0.5, size * batches)


def _lost(chance: Random, per_second: float, times: Sequence[float], ports: int, busy: list[float]) -> int:
    """How many of these calls find no port; `busy` are the times at which ports become free."""
    now, lost = 0.0, 0
    for time in times:
        now += chance.expovariate(per_second)
        while busy and busy[0] <= now:
            heappop(busy)
        if len(busy) < ports:
            heappush(busy, now + time)
        else:
            lost += 1
    return lost


def _begun(chance: Random, per_second: float, times: Sequence[float], ports: int) -> list[float]:
    """When the calls end that are on the way: Poisson, but no more than ports; long ones are met more often."""
    erlangs = per_second * sum(times) / len(times)
    if not erlangs:
        return []
    (there,) = chance.choices(*_on_the_way(erlangs, ports))
    busy = [time * chance.random() for time in chance.choices(times, times, k=there)]
    heapify(busy)
    return busy


def _on_the_way(erlangs: float, ports: int) -> tuple[range, list[float]]:
    """How many ports may be busy, and what is proportional to the chances of that, those that are none left out."""
    middle = min(floor(erlangs), ports)
    more, fewer = [1.0], [1.0]
    while more[-1] > RARE and middle + len(more) <= ports:
        more.append(more[-1] * erlangs / (middle + len(more)))
    while fewer[-1] > RARE and len(fewer) <= middle:
        fewer.append(fewer[-1] * (middle + 1 - len(fewer)) / erlangs)
    return range(middle + 1 - len(fewer), middle + len(more)), [*reversed(fewer[1:]), *more]


def drawn(law: TimeLaw, calls: int = CALLS, seed: int = 0) -> list[float]:
    """So many times by chance, in seconds."""
    numbers = range(len(law.chances))
    below = list(accumulate(law.chances))
    found = Random(f"times {seed}").choices(numbers, cum_weights=below, k=calls)
    return [at * law.grid / 1000 for at in found]
