"""Callers in shards, in threads or on a cluster: how many there are changes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simulator.populations.layout import KEPT
from simulator.populations.sampling.engines import drawn
from simulator.populations.told import joined
from simulator.running.spreading.crew import crew_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.populations.layout import Tables
    from simulator.populations.sampling.engines import Engine

SHARDS = 4
"""Shards for each thread, so that none waits long for the last."""
OF_CLUSTER = 1_000_000
"""Callers of a shard on a cluster, whose columns are sent back."""


def columns_of(engine: Engine, tables: Tables, seed: int, count: int, workers: int | str) -> list[Any]:
    """The columns of all callers, in their order. Raises UsageError, MissingExtraError."""
    draw = partial(drawn, engine, tables, seed)
    if isinstance(workers, str):
        with crew_of(workers) as crew:
            return _joined([*crew.results(draw, shards(count, -(-count // OF_CLUSTER)))])
    if workers < 2:
        return draw(0, count)
    with ThreadPoolExecutor(workers) as pool:
        return _joined([*pool.map(lambda one: draw(*one), shards(count, workers * SHARDS))])


def shards(count: int, parts: int) -> list[tuple[int, int]]:
    """So many parts of the callers, as alike as can be: the first of each, and how many."""
    ends = [count * number // parts for number in range(parts + 1)]
    return [(first, last - first) for first, last in pairwise(ends)]


def _joined(parts: Sequence[Sequence[Any]]) -> list[Any]:
    return [joined([part[at] for part in parts]) for at in range(len(KEPT))]
