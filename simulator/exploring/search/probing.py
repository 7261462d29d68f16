"""What is tried where a backend is told an entry: every one where these are few, else those that are worth it."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from simulator.entries.offers import DIGITS, Offers
from simulator.exploring.hints.fitting import fitting
from simulator.exploring.hints.hints import hints
from simulator.exploring.search.tried import possible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.entries.entry import DtmfEntry
    from simulator.model.flow.flow_file import FlowFile

APART = 20
"""So many entries with other keys than digits are tried beside all those of digits."""


def offers_of(flow: FlowFile, space: int) -> Offers:
    """What the rows of a table say of digits; of a backend, at most `space` entries that are worth trying."""
    return Offers.of(flow) if flow.backend is None else Offers(None, probes=probes_of(flow, space))


def probes_of(flow: FlowFile, space: int) -> Callable[[DtmfEntry], tuple[str, ...]]:
    """The entries to try, by what an entry takes; files beside the flow are read when the first is asked for."""
    known = cache(lambda: hints(flow))

    @cache
    def probes(entry: DtmfEntry) -> tuple[str, ...]:
        worth = [hint.digits for hint in fitting(known(), entry, space)]
        if possible(entry) > space:
            return tuple(worth)
        apart = (digits for digits in worth if digits.strip(DIGITS))
        return (*_every(entry), *islice(apart, APART))

    return probes


def _every(entry: DtmfEntry) -> Iterator[str]:
    for length in range(max(entry.low, 1), entry.high + 1):
        yield from map("".join, product(DIGITS, repeat=length))
