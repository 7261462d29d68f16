"""`python -m benchmarks crowding_soak`: 10,000 sessions of the emulator, and `run_many`. Not part of `make bench`."""

from __future__ import annotations

from benchmarks import crowding


def report() -> str:
    """The row of the report."""
    return crowding.report(10_000)
