"""Laws of chance and thresholds, as the tables keep them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from attrs import define, field

from simulator.model.callers.law import law_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.model.callers.law import Law, Spread

FULL = 1 << 32
"""The threshold that every number is below."""
SELDOM = 1e-9
"""A rate of hanging up a second that nobody lives to see."""


@define
class LawTable:
    """Laws, each kept once; a law is where its quantiles begin."""

    quantiles: list[int] = field(init=False, factory=list)
    _known: dict[tuple[int, ...], int] = field(init=False, factory=dict)

    def add(self, value: Spread | None, unit: int = 1) -> int:
        """Where a law stands; -1 for none. Numbers count `unit` ms each."""
        return -1 if value is None else self._at(law_of(value, unit))

    def leaving(self, per_second: float) -> int:
        """The law of who hangs up at a rate."""
        return -1 if per_second < SELDOM else self._at(law_of(f"exponential({1 / per_second:.9f}s)"))

    def _at(self, law: Law) -> int:
        if law.quantiles not in self._known:
            self._known[law.quantiles] = len(self.quantiles)
            self.quantiles += law.quantiles
        return self._known[law.quantiles]


def thresholds(shares: Iterable[float]) -> list[int]:
    """Shares one after another, as bounds of numbers of 32 bits; the last is above all."""
    given = list(shares)
    whole, sums, found = sum(given), 0.0, []
    for share in given:
        sums += share
        found.append(round(sums / whole * FULL))
    return [*found[:-1], FULL]


def stream_key(text: str) -> int:
    """The key of a stream: the same on each machine and in each version of a flow."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
