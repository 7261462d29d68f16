"""The whole law of how long calls take, forward over a chain: by numpy, in the frequencies of a grid.

There the time of a way is a product in place of a convolution, so that each round of a circle costs one product. What
lies beyond the grid comes back at its beginning, which is why later times weigh less while this is worked out.
"""

from __future__ import annotations

from collections import defaultdict
from math import exp, log
from typing import TYPE_CHECKING, Any

from simulator.exploring.expecting.arrays import numpy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from simulator.exploring.expecting.chain import Chain
    from simulator.exploring.expecting.masses import Masses

BEYOND = 1e-7
"""What is left of a chance that lies beyond the grid."""
SETTLED = 1e-7
"""The share of callers who may still go round when the rounds of a circle are over."""
MOST_ROUNDS = 5000


def ending_times(chain: Chain, parts: Collection[str], steps: int, lead: float = 0.0) -> Any:
    """The chances of the times at which calls end, of those who are not trapped, so many steps of the grid.

    Only time of these parts counts (ring, ivr, talk); all of it is so many steps (`lead`) later.
    """
    fade = exp(log(BEYOND) / steps)
    spectra = _Spectra(chain, parts, steps, fade)
    inflow: dict[int, Any] = {0: spectra.delayed(lead)}
    ended = numpy().zeros(steps // 2 + 1, complex)
    for part in reversed(chain.order):
        if chain.trapped.intersection(part):
            continue
        come = spectra.settled(part, {state: inflow.pop(state) for state in part if state in inflow})
        for state, found in come.items():
            for dest, spectrum in spectra.leaving(state, part):
                if dest < 0:
                    ended += found * spectrum
                else:
                    inflow[dest] = inflow[dest] + found * spectrum if dest in inflow else found * spectrum
    return numpy().fft.irfft(ended, steps) * fade ** -numpy().arange(steps)


class _Spectra:
    """The laws of the arcs of a chain as frequencies."""

    def __init__(self, chain: Chain, parts: Collection[str], steps: int, fade: float) -> None:
        self._chain, self._parts, self._steps = chain, parts, steps
        self._weights = fade ** numpy().arange(steps)

    def delayed(self, by: float) -> Any:
        """A time that is certain, in steps."""
        law = numpy().zeros(self._steps)
        low = min(int(by), self._steps - 2)
        law[low], law[low + 1] = 1 - (by - low), by - low
        return numpy().fft.rfft(law * self._weights)

    def leaving(self, state: int, part: Sequence[int]) -> list[tuple[int, Any]]:
        """Where those go who leave a component from a state, and the law of the time that they take."""
        inside = set(part)
        return self._grouped(state, lambda dest: dest not in inside)

    def settled(self, part: Sequence[int], inflow: dict[int, Any]) -> dict[int, Any]:
        """When each state of a component is come to, first or again: round after round until nobody goes round."""
        inside = set(part)
        inner = {state: self._grouped(state, inside.__contains__) for state in part}
        if not any(inner.values()):
            return inflow
        nothing = numpy().zeros(self._steps // 2 + 1, complex)
        whole, going = dict(inflow), dict(inflow)
        for _ in range(MOST_ROUNDS):
            then: dict[int, Any] = {}
            for state, found in going.items():
                for dest, spectrum in inner[state]:
                    then[dest] = then.get(dest, nothing) + found * spectrum
            for state, found in then.items():
                whole[state] = whole.get(state, nothing) + found
            going = then
            if sum(abs(found[0]) for found in going.values()) < SETTLED:
                break
        return whole

    def _grouped(self, state: int, wanted: Any) -> list[tuple[int, Any]]:
        laws: dict[int, Any] = defaultdict(lambda: numpy().zeros(self._steps))
        for arc in self._chain.leaving[state]:
            if wanted(arc.dest):
                _put(laws[max(arc.dest, -1)], arc.law if arc.part in self._parts else None, arc.chance)
        return [(dest, numpy().fft.rfft(law * self._weights)) for dest, law in laws.items()]


def _put(law: Any, masses: Masses | None, chance: float) -> None:
    """Add the law of an arc; where it takes no time that counts, all of it is at once."""
    if masses is None:
        law[0] += chance
        return
    kept = masses.stays[: max(len(law) - masses.first, 0)]
    law[masses.first : masses.first + len(kept)] += kept
