"""`python -m benchmarks serving_soak`: 1,000 calls of the emulator at once in real time. Not part of `make bench`."""

from __future__ import annotations

from benchmarks import serving


def report() -> str:
    """The rows of the report."""
    return serving.report(1000, 1.0)
