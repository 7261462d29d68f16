"""When calls come: a rate, the calls of each hour of a day, or the day of a bank."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from simulator.errors import UsageError
from simulator.model.record import frozen
from simulator.model.values import plain, shown
from simulator.running.source import read_bytes

HOURS = 24
MOST = 1e9
"""The most calls an hour, or a day."""
LEAST = 1e-6
"""The fewest an hour that are any: one call in a hundred years."""
_UNITS = {"s": 3600.0, "min": 60.0, "h": 1.0}
_RATE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) */ *(s|min|h)")
_BANK = re.compile(r"bank day(?:[ :]+([0-9]{1,9}(?:\.[0-9]{1,9})?))?")
BANK_CALLS = 42_078 / 31
"""Calls a day of the bank of the Technion's public data, August 1999."""
BANK_DAY = (0, 0, 0, 0, 0, 0, 0, 3.0, 7.2, 9.2, 9.6, 9.3, 8.6, 8.2, 8.0, 7.6, 6.6, 5.6, 4.6, 3.9, 3.3, 2.7, 1.7, 0.9)
"""Of 100 calls of a day, those of each hour. That the busy hour has 9.6 is of the data, the other hours are assumed."""
WRITTEN = (
    "expected a rate (600/h, 10/min, 0.5/s), `bank day` or `bank day 5000` (calls a day), 24 numbers (calls of each"
    " hour, with commas between), or a file with 24 of them"
)


@frozen
class Arrivals:
    """Calls of each hour of a day; one alone holds for every hour."""

    text: str
    hourly: tuple[float, ...]

    @property
    def busiest(self) -> float:
        """The calls of the busy hour."""
        return max(self.hourly)

    @property
    def daily(self) -> float | None:
        """The calls of a day; None where there is only a rate."""
        return sum(self.hourly) if len(self.hourly) == HOURS else None


def arrivals_from(given: Any) -> Arrivals:
    """Arrivals as users write them: a text, a number (calls an hour), 24 numbers, or a path. Raises UsageError."""
    if isinstance(given, Arrivals):
        return given
    given = plain(given)
    if isinstance(given, int | float) and not isinstance(given, bool):
        _checked(shown(given), [given])
        return _checked(f"{given:g}/h", [given])
    if isinstance(given, list | tuple):
        return _hours("a list", given)
    if isinstance(given, Path):
        return _of_file(given)
    if not isinstance(given, str):
        raise UsageError(f"{shown(given)} says nothing of when calls come: {WRITTEN}")
    return _of_text(given.strip())


def _of_text(text: str) -> Arrivals:
    if rate := _RATE.fullmatch(text):
        return _checked(text, [float(rate[1]) * _UNITS[rate[2]]])
    if bank := _BANK.fullmatch(text):
        calls = float(bank[1]) if bank[1] else BANK_CALLS
        return _checked(f"bank day, {calls:.0f} calls", [calls * share / 100 for share in BANK_DAY])
    if "," in text:
        return _hours(text, text.split(","))
    if Path(text).suffix in (".csv", ".txt", ".json"):
        return _of_file(Path(text))
    raise UsageError(f'"{text}" says nothing of when calls come: {WRITTEN}')


def _of_file(path: Path) -> Arrivals:
    text = read_bytes(path).decode("utf-8", "replace")
    if text.lstrip().startswith("["):
        try:
            return _hours(path.as_posix(), json.loads(text))
        except ValueError:
            raise UsageError(f'"{path.as_posix()}" is no JSON list: {WRITTEN}') from None
    lines = [line.rpartition(",")[2].strip() for line in text.splitlines() if line.strip()]
    return _hours(path.as_posix(), lines[1:] if len(lines) == HOURS + 1 else lines)


def _hours(name: str, given: Any) -> Arrivals:
    found = []
    for one in given:
        try:
            found.append(float(one))
        except (TypeError, ValueError, OverflowError):
            raise UsageError(f"{shown(one)} in {name} is no number of calls: {WRITTEN}") from None
    if len(found) != HOURS:
        raise UsageError(f"{name} has {len(found)} numbers, expected {HOURS}, the calls of each hour")
    return _checked(name, found)


def _checked(name: str, hourly: list[Any]) -> Arrivals:
    if not all(0 <= one <= MOST for one in hourly) or max(hourly) < LEAST:
        raise UsageError(
            f"{name}: expected numbers of calls from 0 to {MOST:g} an hour, and one above 0 (by {LEAST:g})"
        )
    return Arrivals(name, tuple(map(float, hourly)))
