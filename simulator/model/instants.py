"""Instants of the simulated clock in words."""

from __future__ import annotations

from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1)


def written(ms: int) -> str:
    """An instant in ms since 1970, as `--at` takes it: `2026-01-13T08:26:58Z`."""
    there = _EPOCH + timedelta(milliseconds=ms)
    return f"{there.isoformat(timespec='milliseconds' if ms % 1000 else 'seconds')}Z"


def in_words(ms: int) -> str:
    """The same with the day of the week, which opening hours ask for: `Tue 2026-01-13T08:26:58Z`."""
    return f"{_DAYS[(_EPOCH + timedelta(milliseconds=ms)).weekday()]} {written(ms)}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
