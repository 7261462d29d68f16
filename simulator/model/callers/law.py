"""A law of chance for a length of time: a table of quantiles in whole ms, so that its mean and its draws are exact."""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING, Any

from attrs import field

from simulator.errors import UsageError
from simulator.model.record import frozen
from simulator.model.values import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

STEPS = 4096
"""Parts of a table, each as likely as the others; within one a value is as likely as another."""
EDGE = 1 / (4 * STEPS)
"""How far the ends of a table are from chance 0 and 1: rarer values are cut off."""
MOST = 1e12
"""The largest weight, share or length of time that callers may have."""
LONGEST_MS = 10**9
LAW = r"(?:lognormal|normal|exponential|constant)\([^()]*\)"
TIME = r"[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ms|s)"
_LAW = re.compile(r"(lognormal|normal|exponential|constant)\(([^()]*)\)")
_TIME = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)(ms|s)")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
WRITTEN = "write lognormal(1.2s, 0.45), normal(1.2s, 400ms), exponential(30s), a time (1200ms), or a list of times"

Spread = float | tuple[float, float] | str | list[Any]
"""A mean; a mean and a standard deviation (normal, cut off at 0); a law as a text; a list of measured values."""


@frozen
class Law:
    """A law by its table: `STEPS` + 1 quantiles in ms, ascending."""

    quantiles: tuple[int, ...] = field(repr=False)
    text: str = ""

    def at(self, number: int) -> int:
        """The value, in ms, of a number of 32 bits: the high 12 choose the part, the others the place in it."""
        part, inside = number >> 20, number & 0xFFFFF
        low = self.quantiles[part]
        return low + ((self.quantiles[part + 1] - low) * inside + (1 << 19) >> 20)

    def drawn(self, chance: Random) -> int:
        """A value by chance, in ms."""
        return self.at(chance.getrandbits(32))

    def parts(self) -> list[tuple[int, int]]:
        """The lowest and the highest value of each part."""
        return list(zip(self.quantiles, self.quantiles[1:], strict=False))

    @property
    def median(self) -> int:
        """The value that half of all are below."""
        return self.quantiles[STEPS // 2]


def law_of(value: Spread, unit: int = 1) -> Law:
    """The law of a value as users write it; numbers count `unit` ms each. Raises UsageError."""
    if isinstance(value, str):
        return _named(value)
    if isinstance(value, list):
        return _measured(tuple(_ms(one, unit) for one in value))
    mean, spread = value if isinstance(value, tuple) else (value, 0)
    return _normal(mean * unit, spread * unit, f"normal({mean * unit:g}ms, {spread * unit:g}ms)")


def _named(text: str) -> Law:
    if _TIME.fullmatch(text.strip()):
        return _normal(_ms(text.strip(), 1), 0, text.strip())
    found = _LAW.fullmatch(text.strip())
    if found is None:
        raise UsageError(f'"{text}" is no law of chance: {WRITTEN}')
    given = [part.strip() for part in found[2].split(",")]
    wanted = {"lognormal": 2, "normal": 2, "exponential": 1, "constant": 1}[found[1]]
    if len(given) != wanted:
        raise UsageError(f'"{text}" has {len(given)} numbers, expected {wanted}: {WRITTEN}')
    return _made(found[1], text.strip(), given)


def _made(name: str, text: str, given: Sequence[str]) -> Law:
    first = _ms(given[0], 1)
    if name == "lognormal":
        if not _NUMBER.fullmatch(given[1]):
            raise UsageError(f'"{given[1]}" in "{text}" is no log-sd: expected a number like 0.45')
        return _lognormal(first, float(given[1]), text)
    if name == "exponential":
        return _exponential(first, text)
    return _normal(first, _ms(given[1], 1) if name == "normal" else 0, text)


def _ms(value: Any, unit: int) -> float:
    """A time: a text with its unit, or a number that counts `unit` ms. Raises UsageError."""
    if isinstance(value, str):
        found = _TIME.fullmatch(value)
        if found is None:
            raise UsageError(f'"{value}" is no time: expected one with its unit, 1200ms or 1.2s')
        return float(found[1]) * (1000 if found[2] == "s" else 1)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST:
        raise UsageError(f"{shown(value)} is no time: expected a number from 0 to {MOST:g}")
    return float(value * unit)


def _chances() -> list[float]:
    return [min(max(at / STEPS, EDGE), 1 - EDGE) for at in range(STEPS + 1)]


def _whole(values: Sequence[float]) -> tuple[int, ...]:
    return tuple([round(min(max(0.0, value), LONGEST_MS)) for value in values])


@lru_cache(maxsize=128)
def _standard() -> tuple[float, ...]:
    from statistics import NormalDist  # most who import this never draw

    return tuple(map(NormalDist().inv_cdf, _chances()))


@lru_cache(maxsize=256)
def _normal(mean: float, spread: float, text: str) -> Law:
    if not spread:
        return Law(_whole([mean]) * (STEPS + 1), text)
    return Law(_whole([mean + spread * one for one in _standard()]), text)


@lru_cache(maxsize=256)
def _lognormal(median: float, logsd: float, text: str) -> Law:
    return Law(_whole([median * exp(min(logsd * one, 50)) for one in _standard()]), text)


@lru_cache(maxsize=256)
def _exponential(mean: float, text: str) -> Law:
    return Law(_whole([-mean * log(1 - one) for one in _chances()]), text)


@lru_cache(maxsize=256)
def _measured(values: tuple[float, ...]) -> Law:
    if not values:
        raise UsageError(f"a list of measured values is empty: {WRITTEN}")
    ranked = sorted(values)
    return Law(_whole([ranked[min(int(one * len(ranked)), len(ranked) - 1)] for one in _chances()]), "measured")
