"""What is expected of callers, for programs: every number by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.behaviour.words import why_so
from simulator.render.reporting.offered_report import offered_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.expecting.expected import ExpectedCalls
    from simulator.exploring.expecting.passed_places import PlacePassed
    from simulator.exploring.expecting.time_law import TimeLaw
    from simulator.model.behaviour.behaviour import Behaviour
    from simulator.model.behaviour.way import Way
    from simulator.populations.offering.offered import Offered


def expected_data(
    found: ExpectedCalls, behaviour: Behaviour, traps: Sequence[tuple[float, tuple[str, ...], Way]],
    ivr: TimeLaw | None, offered: Offered | None, quantiles: Sequence[float],
) -> dict[str, Any]:  # fmt: skip
    """All of it; `known` is "exact", and `ground` says how what it is worked out from is known."""
    traffic = found.traffic
    fates = traffic.fates
    return {
        "title": behaviour.title, "known": "exact", "ground": behaviour.ground, "why": why_so(behaviour),
        "containedLoose": 1 - found.person, "containedTrue": fates.goal, "person": found.person,
        "abandoned": fates.abandoned, "trappedShare": fates.trapped, "endedOtherwise": fates.ended,
        "ends": [{"outcome": end[0], "by": end[1] or None, "share": share} for end, share in found.ends],
        "moments": {name: moments_data(*one) for name, one in found.moments.items()},
        "ivrQuantiles": None if ivr is None else dict(zip(map(str, quantiles), ivr.quantiles(quantiles), strict=True)),
        "keys": traffic.keys, "retries": traffic.retries, "webhooks": traffic.webhooks, "answers": traffic.answers,
        "places": [_place(one) for one in traffic.places],
        "optOuts": [
            {"place": one.place, "class": one.input_class, "share": one.share, "wanted": one.wanted}
            for one in traffic.opt_outs
        ],
        "unasked": traffic.unasked,
        "traps": [
            {"places": list(places), "share": share, "dtmf": way.dtmf, "legs": list(way.legs)}
            for share, places, way in traps
        ],
        "offered": None if offered is None else offered_data(offered),
    }  # fmt: skip


def moments_data(mean: float, variance: float) -> dict[str, float]:
    """A mean and a variance."""
    return {"mean": mean, "variance": variance}


def _place(one: PlacePassed) -> dict[str, Any]:
    return {
        "place": one.place, "arrivals": one.arrivals, "entries": one.entries, "noInput": one.no_input,
        "noMatch": one.no_match, "rejected": one.rejected, "hungUp": one.hung_up, "abandoned": one.abandoned,
        "transferred": one.transferred, "seconds": moments_data(*one.seconds),
        "ways": [
            {"class": way.input_class, "dest": way.dest, "share": way.share, "askedAgain": way.asked_again}
            for way in one.exits
        ],
    }  # fmt: skip
