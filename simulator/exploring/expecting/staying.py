"""How long callers stay at a place: all tries, or ringing and talking, until the next place begins."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from simulator.exploring.expecting.chain import Moments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.exploring.expecting.chain import Chain
    from simulator.model.behaviour.behaviour import Point


def stays(chain: Chain, visits: Sequence[float], points: Sequence[Point]) -> Iterator[tuple[str, float, Moments]]:
    """Each place, how often it is come to, and the mean and the variance of the seconds of a stay."""
    states: dict[str, list[int]] = defaultdict(list)
    for state, owner in enumerate(chain.owners):
        if not points[owner].place.is_end and state not in chain.trapped:
            states[points[owner].place.id].append(state)
    for name, own in states.items():
        begins = [state for state in own if state < len(points) and not points[state].tries]
        often = sum(visits[state] for state in begins)
        own.sort(key=lambda state: (points[chain.owners[state]].tries, state))
        found = _left(chain, own, set(begins))
        mean = sum(visits[state] * found[state][0] for state in begins) / (often or 1.0)
        square = sum(visits[state] * found[state][1] for state in begins) / (often or 1.0)
        yield name, often, Moments(mean / 1e3, max(square - mean * mean, 0.0) / 1e6)


def _left(chain: Chain, own: Sequence[int], begins: set[int]) -> dict[int, tuple[float, float]]:
    """The mean of the ms that are left of a stay at each state, and of their squares: later ones are known first."""
    found: dict[int, tuple[float, float]] = {}
    for state in reversed(own):
        once = twice = 0.0
        for arc in chain.leaving[state]:
            mean, square = (0.0, 0.0) if arc.dest in begins else found.get(arc.dest, (0.0, 0.0))
            once += arc.first + arc.chance * mean
            twice += arc.second + 2 * arc.first * mean + arc.chance * square
        found[state] = once, twice
    return found
