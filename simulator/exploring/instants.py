"""The instants at which calls are tried, where opening hours decide what they meet: one for each state of all hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.running.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.flow.hours import Hours

WEEK = 9
"""So many days from the midnight before a call are looked through: a week for hours of any time zone."""
MOST = 50
"""So many instants are tried; what all hours together are at others is left out, and told."""
_MINUTE = 60_000


def instants_of(flows: Sequence[FlowFile], at: int) -> tuple[tuple[int, ...], bool]:
    """The instants at which calls of these flows are tried, `at` first; none where the clock decides nothing.

    Also whether there are more of them. In the week from `at` on each set of hours that are open together has one: in
    the middle of the longest time for which it lasts, so that a call does not see the end of it. Where the request
    would be refused, none is tried. Of a backend that sees the clock nobody knows what times it tells apart.
    """
    hours = tuple(dict.fromkeys(one for flow in flows for one in flow.hours))
    if not hours:
        return ((at,) if any(flow.sees_clock for flow in flows) else ()), False
    longest: dict[tuple[bool, ...], tuple[int, int]] = {}
    edges = sorted({edge for one in hours for edge in one.edges(at, WEEK) if edge > at})
    for begin, end in zip([at, *edges], edges, strict=False):
        lasts = longest.setdefault(_open(hours, begin), (begin, end))
        if end - begin > lasts[1] - lasts[0]:
            longest[_open(hours, begin)] = (begin, end)
    longest.pop(_open(hours, at), None)
    others = [begin + (end - begin) // 2 // _MINUTE * _MINUTE for begin, end in longest.values()]
    taken = [one for one in others if all(_accepted(flow, one) for flow in flows)]
    return (at, *taken[: MOST - 1]), len(taken) >= MOST


def _open(hours: Iterable[Hours], instant: int) -> tuple[bool, ...]:
    return tuple(one.open(instant) for one in hours)


def _accepted(flow: FlowFile, at: int) -> bool:
    return prepared(flow, at).compiled is not None
