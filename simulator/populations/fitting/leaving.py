"""Hang-ups: at once, and by the second of those who stay."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from simulator.populations.fitting.parameter import Parameter, share, untold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.populations.fitting.seen import SessionSeen

CLEAR = 3
"""Standard errors by which the rates of two times differ where one rate does not hold."""
SOME = 10
"""Hang-ups without which two times are not compared."""
CLOCK = "hang-ups at each entry are not told from hang-ups by the second"


def leaving(sessions: Sequence[SessionSeen]) -> list[Parameter]:
    """The chance of hanging up at once, that of each later second, and what is not told of patience."""
    ended = [one for one in sessions if one.answered and one.ended]
    if not ended:
        why = "the log tells of no session how it ended (VSS), or not when"
        return [untold("hangup.atOnce", why), untold("hangup.perSecond", why), untold("patience", why)]
    soon = sum(one.at_once for one in ended)
    first = share("hangup.atOnce", soon, len(ended), f"{soon} of {len(ended)} calls that were answered and ended")
    left, stayed = [one.left for one in ended if one.left is not None], sum(one.stayed for one in sessions) / 1000
    if not stayed:
        why = "the log tells of no second in which a caller stayed"
        return [first, untold("hangup.perSecond", why), untold("patience", why)]
    error = sqrt(len(left) + 1) / stayed
    how = f"{len(left)} in {stayed:.0f} s before a bridge; {CLOCK}"
    rate = Parameter("hangup.perSecond", len(left) / stayed, error, len(left), "fitted", how)
    return [first, rate, untold("patience", _one_rate(sessions, left), len(left))]


def _one_rate(sessions: Sequence[SessionSeen], left: Sequence[int]) -> str:
    """What two halves of the time say: patience is a rate that changes."""
    if len(left) < 2 * SOME:
        return "too few hang-ups to tell it from those by the second"
    middle = sorted(left)[len(left) // 2]
    early = sum(min(one.stayed, middle) for one in sessions) / 1000
    late = sum(max(one.stayed - middle, 0) for one in sessions) / 1000
    before = sum(one < middle for one in left)
    rates = (before / early if early else 0.0), ((len(left) - before) / late if late else 0.0)
    error = sqrt(rates[0] ** 2 / max(before, 1) + rates[1] ** 2 / max(len(left) - before, 1))
    if abs(rates[0] - rates[1]) <= CLEAR * error:
        return "one rate by the second fits the hang-ups: patience is not told from it"
    return (
        f"hang-ups do not come at one rate: {rates[0]:.4f} a second before {middle / 1000:.0f} s and {rates[1]:.4f} "
        "after it; a list of measured times suits them better"
    )
