"""Callers drawn: numba beside a program in C over the same tables, numpy beside `run_many`, in calls a second.

The program is compiled where there is a compiler, and has to come to the same bits. Seconds are those of the thread.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING, Any

import numpy as np

import simulator
from simulator.populations.layout import KEPT, STREAMS
from simulator.populations.sampling.compiled_walk import signed
from simulator.populations.sampling.engines import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.populations.layout import Tables

SOURCE = Path(__file__).with_name("populating.c")
FLOW = Path(__file__).parents[1] / "scenarios" / "hotline" / "hotline.flow.yaml"
PEOPLE = simulator.CallerModel.usual(barge_in=0.3, per_second=0.01)
ROUNDS = 3


def report(calls: int = 1_000_000, run: int = 1000) -> str:
    """A line for each pair."""
    tables = simulator.populate(FLOW, PEOPLE, count=1).crowd.tables
    lines = [_beside_c(tables, calls)] if shutil.which("gcc") else ["no gcc: numba is compared with nothing"]
    numpy = _rate(calls // 4, lambda: drawn("numpy", tables, 1, 0, calls // 4))
    many = _rate(run, lambda: simulator.run_many(FLOW, PEOPLE, count=run, seed=1), rounds=1)
    return "\n".join([*lines, _line("numpy beside run_many", numpy, many, "100 and more")])


def _beside_c(tables: Tables, calls: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        fill = compiled(Path(folder))
        ours, theirs = drawn("numba", tables, 1, 0, 10_000), by_c(fill, tables, 1, 10_000)
        same = "the same bits" if np.array_equal(ours, theirs) else "OTHER BITS"
        numba = _rate(calls, lambda: drawn("numba", tables, 1, 0, calls))
        rate = _rate(calls, lambda: by_c(fill, tables, 1, calls))
    return _line("numba beside C", numba, rate, f"0.7 and more; {same}")


def compiled(folder: Path) -> Any:
    """The function of the program in C."""
    library = folder / "populating.so"
    subprocess.run(["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
    fill = ctypes.CDLL(str(library)).filled
    pointer, whole = ctypes.POINTER(ctypes.c_int64), ctypes.c_int64
    fill.argtypes = [pointer, ctypes.c_uint64, whole, whole, pointer, whole, pointer]
    fill.restype = None
    return fill


def by_c(fill: Any, tables: Tables, seed: int, count: int) -> Any:
    """What the program keeps of the callers, a row for each of KEPT."""
    known = np.array([signed(one) for one in tables], np.int64)
    streams = len(tables) - tables[STREAMS]
    visits, kept = np.zeros(streams, np.int64), np.empty(count * len(KEPT), np.int64)
    known_at, visits_at, kept_at = (one.ctypes.data_as(ctypes.POINTER(ctypes.c_int64)) for one in (known, visits, kept))
    fill(known_at, seed, 0, count, visits_at, streams, kept_at)
    return kept.reshape(count, len(KEPT)).T


def _rate(calls: int, work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Calls a second, in the best of some rounds."""
    took = []
    for _ in range(rounds):
        begun = thread_time()
        work()
        took.append(thread_time() - begun)
    return calls / min(took)


def _line(what: str, ours: float, theirs: float, reach: str) -> str:
    return f"{f'{what}, calls a second':<52} {ours:>12,.0f} {theirs:>12,.0f} {ours / theirs:>6.2f}   {reach}"
