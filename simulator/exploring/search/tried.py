"""How much of what a caller can enter was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.behaviour.tried_entries import TriedEntries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.entries.entry import DtmfEntry
    from simulator.model.behaviour.behaviour import Place
    from simulator.model.behaviour.hint import Hint


def tried_entries(entered: Iterable[str], entry: DtmfEntry, place: Place, hints: Sequence[Hint]) -> TriedEntries:
    """The entries that a capture took, of all that it can take; what is made of 0 to 9 alone is counted.

    Those that `place` offers and does not announce mattered; `hints` say where each comes from.
    """
    found = tuple(dict.fromkeys(entered))
    plain = tuple(digits for digits in found if not digits.strip("0123456789"))
    apart = tuple(digits for digits in found if digits not in plain)
    hidden = {*place.offered} - {*place.announced}
    mattered = tuple(hint for hint in hints if hint.digits in hidden)
    return TriedEntries(plain, possible(entry), apart, mattered, tuple(hint.digits for hint in hints if hint.secrets))


def possible(entry: DtmfEntry) -> int:
    """How many entries of 0 to 9 a capture takes; one of no key is one."""
    return sum(10**length for length in range(entry.low, entry.high + 1))
