"""How long callers stay at a place: a small chain for each, in which all that leaves the place is its end."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from simulator.exploring.expecting.chain import Chain, ChainArc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.exploring.expecting.chain import Moments
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
        if often:
            yield name, often, _stay(chain, own, {state: visits[state] / often for state in begins})


def _stay(chain: Chain, own: Sequence[int], begins: dict[int, float]) -> Moments:
    at = {state: number for number, state in enumerate(own, 1)}
    arcs = [ChainArc(0, at[state], share) for state, share in begins.items()]
    for state in own:
        for arc in chain.leaving[state]:
            inside = arc.dest in at and arc.dest not in begins
            arcs.append(arc._replace(source=at[state], dest=at[arc.dest] if inside else -1))
    (found,) = Chain(len(own) + 1, arcs, [("", "")]).moments(lambda arc: (arc.first / 1e3, arc.second / 1e6))
    return found
