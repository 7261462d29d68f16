"""Time two things in turn and give the ratio: the machine's speed drifts, a ratio taken in one run does not."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from time import perf_counter

Thing = Callable[[], object]


def ratio(ours: Thing, theirs: Thing, *, rounds: int = 25, times: int = 10) -> tuple[float, float, float]:
    """Median seconds of one call of each, and the median of the ratios taken pair by pair."""
    ours(), theirs()
    pairs = [(_seconds(ours, times), _seconds(theirs, times)) for _ in range(rounds)]
    return (
        statistics.median(one for one, _ in pairs) / times,
        statistics.median(other for _, other in pairs) / times,
        statistics.median(one / other for one, other in pairs),
    )


def _seconds(thing: Thing, times: int) -> float:
    """Seconds of so many calls, the garbage collector held back for both sides, as `timeit` does."""
    gc.collect()
    gc.disable()
    try:
        begin = perf_counter()
        for _ in range(times):
            thing()
        return perf_counter() - begin
    finally:
        gc.enable()


def line(what: str, ours: float, theirs: float, times: float, reach: str) -> str:
    """One row of the report; times in milliseconds."""
    return f"{what:<52} {ours * 1000:9.3f} ms {theirs * 1000:9.3f} ms {times:6.2f}   {reach}"


def run_installed(command: list[str]) -> None:
    """Run a command as where the package is installed: with its bytecode, which is made once per benchmark."""
    subprocess.run(command, check=True, env=_installed(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@cache
def _installed() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": _bytecode().name}


@cache
def _bytecode() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bytecode-")
