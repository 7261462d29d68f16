"""How much of what a caller can enter was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.ground import TriedEntries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.entries.entry import DtmfEntry


def tried_entries(entered: Iterable[str], entry: DtmfEntry) -> TriedEntries:
    """The entries that a capture took, of all that it can take; what is made of 0 to 9 alone is counted."""
    found = tuple(dict.fromkeys(entered))
    plain = tuple(digits for digits in found if not digits.strip("0123456789"))
    return TriedEntries(plain, possible(entry), tuple(digits for digits in found if digits not in plain))


def possible(entry: DtmfEntry) -> int:
    """How many entries of 0 to 9 a capture takes; one of no key is one."""
    return sum(10**length for length in range(entry.low, entry.high + 1))
