"""Ports as they are taken and freed: calls that come by chance, each as long as the law says, by a heap (M/G/c/c)."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.expecting.time_law import TimeLaw

CALLS = 100_000


class Blocking(NamedTuple):
    """The share of calls that found every port busy, and its standard error by batches of calls."""

    share: float
    error: float
    calls: int


def blocked(per_second: float, times: Sequence[float], ports: int, seed: int = 0, batches: int = 20) -> Blocking:
    """Calls that come at a rate, for so many seconds each, on so many ports; the first batch is only to fill them."""
    chance, now = Random(f"trunks {seed}"), 0.0
    busy: list[float] = []
    size = len(times) // (batches + 1)
    lost = [0] * (batches + 1)
    for number, time in enumerate(times[: size * (batches + 1)]):
        now += chance.expovariate(per_second)
        while busy and busy[0] <= now:
            heappop(busy)
        if len(busy) < ports:
            heappush(busy, now + time)
        else:
            lost[number // size] += 1
    shares = [one / size for one in lost[1:]]
    mean = sum(shares) / batches
    spread = sum((one - mean) ** 2 for one in shares) / (batches - 1)
    return Blocking(mean, (spread / batches) ** 0.5, size * batches)


def drawn(law: TimeLaw, calls: int = CALLS, seed: int = 0) -> list[float]:
    """So many times by chance, in seconds."""
    numbers = range(len(law.chances))
    below = list(accumulate(law.chances))
    found = Random(f"times {seed}").choices(numbers, cum_weights=below, k=calls)
    return [at * law.grid / 1000 for at in found]
