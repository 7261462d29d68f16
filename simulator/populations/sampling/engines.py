"""Who walks: numba, numpy or plain Python, all of which come to the same bits."""

from __future__ import annotations

from array import array
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, get_args

from simulator.errors import MissingExtraError
from simulator.model.values import choice
from simulator.populations.layout import KEPT, STREAMS
from simulator.populations.sampling import chance, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.populations.layout import Tables

Engine = Literal["numba", "numpy", "python"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
MANY = 3_000_000
"""Callers from which on it pays that numba compiles the walk first (a few seconds)."""
EXTRAS = {"numba": "population-fast", "numpy": "population"}
BLOCK = 1 << 16
"""Callers that numpy has at one time."""
VISITED = 1 << 23
"""The most counts of visits that it keeps for them."""


def engine_for(asked: str | None, count: int) -> Engine:
    """The engine that is asked for, or the quickest that is installed. Raises UsageError, MissingExtraError."""
    if asked is None:
        if count >= MANY and _installed("numba"):
            return "numba"
        return "numpy" if _installed("numpy") else "python"
    choice("engine", asked, ENGINES)
    if not _installed(asked):
        raise MissingExtraError(
            f"the engine {asked} is not installed: pip install callflow-simulator[{EXTRAS[asked]}] (python needs none)"
        )
    return next(one for one in ENGINES if one == asked)


@cache
def _installed(name: str) -> bool:
    return name == "python" or find_spec(name) is not None


def drawn(engine: Engine, tables: Tables, seed: int, first: int, count: int) -> list[Any]:
    """What is kept of so many callers from a number on: a column for each of KEPT, of integers of 64 bits."""
    return _DRAW[engine](tables, seed & chance.WHOLE, first, count)


def _by_python(tables: Tables, seed: int, first: int, count: int) -> list[Any]:
    kept = [0] * (len(KEPT) * count)
    walk.filled(tables, seed, first, first + count, [0] * _streams(tables), kept)
    return [array("q", kept[at :: len(KEPT)]) for at in range(len(KEPT))]


def _by_numpy(tables: Tables, seed: int, first: int, count: int) -> list[Any]:
    from numpy import empty, int64

    from simulator.populations.sampling.columns import ManyCallers

    known, found = _whole(tables), empty((len(KEPT), count), int64)
    wide = max(min(BLOCK, VISITED // _streams(tables)), 1)
    for at in range(0, count, wide):
        found[:, at : at + wide] = ManyCallers(known, seed, first + at, min(wide, count - at)).walked()
    return [*found]


def _by_numba(tables: Tables, seed: int, first: int, count: int) -> list[Any]:
    from numpy import empty, int64, zeros

    from simulator.populations.sampling.compiled_walk import compiled_fill, signed

    kept = empty(len(KEPT) * count, int64)
    compiled_fill()(_whole(tables), signed(seed), first, first + count, zeros(_streams(tables), int64), kept)
    return [*kept.reshape(count, len(KEPT)).T]


def _whole(tables: Tables) -> Any:
    """The tables as numpy keeps them: streams are the only numbers that need all 64 bits."""
    from numpy import array as columns
    from numpy import int64

    from simulator.populations.sampling.compiled_walk import signed

    return columns([signed(one) for one in tables], int64)


def _streams(tables: Tables) -> int:
    return len(tables) - tables[STREAMS]


_DRAW: dict[Engine, Callable[[Tables, int, int, int], list[Any]]] = {
    "numba": _by_numba,
    "numpy": _by_numpy,
    "python": _by_python,
}
