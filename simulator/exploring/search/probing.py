"""What is tried where a backend is told an entry: every one where these are few, else those that are worth it."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from simulator.entries.offers import Offers
from simulator.entries.pattern import LETTERS
from simulator.entries.pool import DIGITS
from simulator.exploring.hints.fitting import fitting
from simulator.exploring.hints.hints import hints
from simulator.exploring.search.tried import possible
from simulator.model.behaviour.hint import Hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.entries.entry import DtmfEntry
    from simulator.model.flow.flow_file import FlowFile

APART = 20
"""So many entries with other keys than digits are tried beside all those of digits."""
EVERY = "every one was tried"
"""Where an entry comes from that needed no hint: it is nobody's secret."""


def offers_of(flow: FlowFile, space: int, first: Sequence[Hint] = ()) -> Offers:
    """What the rows of a table say of digits; of a backend, at most `space` entries that are worth trying.

    Those of `first` come first.
    """
    if flow.backend is None:
        return Offers.of(flow)
    letters = tuple(key for key in flow.probes if key in tuple(LETTERS))
    return Offers(None, probes=probes_of(flow, space, first), letters=letters)


def probes_of(flow: FlowFile, space: int, first: Sequence[Hint] = ()) -> Callable[[DtmfEntry], tuple[Hint, ...]]:
    """The entries to try, by what an entry takes; files beside the flow are read when the first is asked for."""
    known = cache(lambda: hints(flow, first=first))

    @cache
    def probes(entry: DtmfEntry) -> tuple[Hint, ...]:
        worth = fitting(known(), entry, space)
        if possible(entry) > space:
            return worth
        apart = (hint for hint in worth if hint.digits.strip(DIGITS))
        return (*(Hint(digits, EVERY) for digits in _every(entry)), *islice(apart, APART))

    return probes


def _every(entry: DtmfEntry) -> Iterator[str]:
    for length in range(max(entry.low, 1), entry.high + 1):
        yield from map("".join, product(DIGITS, repeat=length))
