"""Counts what callers do at each place, and what becomes of them, over the chains of all kinds of callers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from simulator.exploring.expecting.at_entry import REJECTED
from simulator.exploring.expecting.chain import Moments
from simulator.exploring.expecting.passed_places import Exit, Fates, OptOut, PlacePassed, Traffic
from simulator.exploring.expecting.staying import stays
from simulator.model.behaviour.input_class import DONE, LONG, OTHER, SILENCE, WRONG
from simulator.model.call.leg_outcomes import ANSWERED, leg_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.exploring.expecting.chain import Chain, ChainArc
    from simulator.model.behaviour.behaviour import Behaviour, Place, Point

GONE = -1
"""The end of those who hang up, in every chain of callers."""


class Passing:
    """Adds up chains, each with its share of all callers."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._points, self._places = behaviour.points, behaviour.places
        self._counts: dict[str, dict[str, float]] = {
            name: defaultdict(float) for name, place in behaviour.places.items() if not place.is_end
        }
        self._times: dict[str, list[float]] = {name: [0.0, 0.0, 0.0] for name in self._counts}
        self._exits: dict[str, dict[tuple[str, str, bool], float]] = {name: defaultdict(float) for name in self._counts}
        self._opted: dict[tuple[str, str], float] = defaultdict(float)
        self._sums: dict[str, float] = defaultdict(float)
        self._goals = False

    def add(self, share: float, chain: Chain, visits: Sequence[float], *, goals: bool) -> None:
        """A chain whose callers are such a share of all, and whether they have goals."""
        self._goals |= goals
        for state in range(chain.size):
            if visits[state] and state not in chain.trapped:
                self._leave(chain, state, share * visits[state])
        for point, often in zip(self._points, visits, strict=False):
            if not point.place.is_end and not point.tries:
                self._counts[point.place.id]["arrivals"] += share * often
        for name, often, (mean, variance) in stays(chain, visits, self._points):
            found = self._times[name]
            found[0] += share * often
            found[1] += share * often * mean
            found[2] += share * often * (variance + mean * mean)
        self._become(share, chain)
        self._opt_out(share, chain)

    def _leave(self, chain: Chain, state: int, often: float) -> None:
        """Counts the arcs that leave a state to which callers come so often."""
        source, sums = self._points[chain.owners[state]], self._sums
        place, counts = source.place, self._counts[source.place.id]
        for arc in chain.leaving[state]:
            taken = often * arc.chance
            sums["webhooks"] += often * arc.asks
            if arc.person:
                sums["answers"] += taken
            if arc.part == "talk" and not leg_row(arc.name).greets:
                sums["talk"] += often * arc.first / 1000
            if arc.met >= 0:
                self._meet(place, self._points[arc.met].place.id, taken)
                continue
            if arc.entry:
                counts["entries"] += taken
                counts[_kind(arc.name, place)] += taken
                sums["keys"] += often * arc.keys
                sums["retries"] += taken * arc.name.endswith(REJECTED)
            if arc.dest == GONE:
                counts["hung_up"] += taken
            elif arc.name and arc.dest < len(self._points):
                self._exit(chain, source, arc, taken)

    def _meet(self, place: Place, met: str, taken: float) -> None:
        """Who hangs up at once comes to a capture all the same, where that is next."""
        counts = self._counts[met]
        for name in ("arrivals", "entries", "hung_up"):
            counts[name] += taken
        self._times[met][0] += taken
        self._exits[place.id][ANSWERED if place.kind == "dial" else DONE, met, False] += taken

    def _exit(self, chain: Chain, source: Point, arc: ChainArc, taken: float) -> None:
        """Where an arc leads from one place to the next, or to an end."""
        dest = self._points[arc.dest] if arc.dest >= 0 else None
        again = dest is not None and dest.tries > source.tries and dest.place.id == source.place.id
        name = dest.place.id if dest is not None else " ".join(filter(None, chain.ends[-1 - arc.dest]))
        self._exits[source.place.id][arc.name, name, again] += taken
        if dest is not None and dest.place.kind == "dial" and dest.place.leg == "B":
            self._counts[source.place.id]["transferred"] += taken

    def _become(self, share: float, chain: Chain) -> None:
        """Who reaches a person, else a goal, else hangs up or is trapped."""
        person = chain.ever(_to_person)
        caught = {at: float(chain.has(part, _to_person)) for part in chain.closed_parts for at in part}
        later = chain.ahead(_to_person, _to_person, caught)
        first = chain.visits(_reached)
        goal = gone = trapped = 0.0
        for arc in chain.arcs:
            often = first[arc.source] * (arc.source not in chain.trapped)
            if arc.goal:
                without = 1 - later[arc.dest] if arc.dest >= 0 else 1.0
                goal += often * (arc.goal - arc.chance * (1 - without))
            elif arc.dest == GONE:
                left = often * (arc.chance - arc.late)
                gone += left
                owner = self._points[arc.met if arc.met >= 0 else chain.owners[arc.source]].place.id
                self._counts[owner]["abandoned"] += share * left
        for part in chain.closed_parts:
            caught_here = sum(first[state] for state in part)
            if not chain.has(part, _to_person):
                goal, trapped = _added(goal, trapped, caught_here, at_goal=chain.has(part, _at_goal))
        for name, value in (("person", person), ("goal", goal), ("abandoned", gone), ("trapped", trapped)):
            self._sums[name] += share * value

    def _opt_out(self, share: float, chain: Chain) -> None:
        """By which entry those reach a person who do, the first time."""
        visits = chain.visits(_to_person)
        next_is = chain.ahead(_to_person, lambda arc: arc.entry or arc.person)
        self._sums["unasked"] += share * next_is[0]
        for arc in chain.arcs:
            if arc.entry and arc.dest >= 0:
                place = self._points[chain.owners[arc.source]].place.id
                reached = share * visits[arc.source] * arc.chance * next_is[arc.dest]
                if reached:
                    self._opted[place, arc.name] += reached

    def traffic(self) -> Traffic:
        """All of it."""
        sums = self._sums
        known = sum(sums[name] for name in ("person", "goal", "abandoned", "trapped"))
        goal = sums["goal"] if self._goals else None
        fates = Fates(sums["person"], goal, sums["abandoned"], sums["trapped"], max(1 - known, 0.0))
        opted = sorted(self._opted.items(), key=lambda one: (-one[1], one[0]))
        return Traffic(
            tuple(self._place(name) for name in self._counts),
            fates,
            tuple(
                OptOut(place, _bare(name), share, _wanted(name, self._places[place])) for (place, name), share in opted
            ),
            sums["unasked"],
            sums["webhooks"],
            sums["retries"],
            sums["keys"],
            sums["answers"],
            sums["talk"],
        )

    def _place(self, name: str) -> PlacePassed:
        often, first, second = self._times[name]
        mean = first / often if often else 0.0
        variance = max(second / often - mean * mean, 0.0) if often else 0.0
        exits: dict[tuple[str, str, bool], float] = defaultdict(float)
        for (input_class, dest, again), share in self._exits[name].items():
            exits[_bare(input_class), dest, again] += share
        ranked = sorted(exits.items(), key=lambda one: (-one[1], one[0]))
        rows = tuple(Exit(input_class, dest, share, again) for (input_class, dest, again), share in ranked)
        counts = {key: value for key, value in self._counts[name].items() if key != "arrivals" and key}
        return PlacePassed(name, self._counts[name]["arrivals"], **counts, seconds=Moments(mean, variance), exits=rows)


def _to_person(arc: ChainArc) -> bool:
    return arc.person


def _at_goal(arc: ChainArc) -> bool:
    return arc.goal > 0


def _reached(arc: ChainArc) -> bool:
    return arc.person or arc.goal > 0


def _added(goal: float, trapped: float, share: float, *, at_goal: bool) -> tuple[float, float]:
    return (goal + share, trapped) if at_goal else (goal, trapped + share)


def _bare(name: str) -> str:
    return name.removesuffix(REJECTED)


def _wanted(name: str, place: Place) -> bool:
    """Whether an entry was as somebody offers it, or asks for it."""
    return not name.endswith(REJECTED) and (name not in WRONG or (name == OTHER and not _offers(place)))


def _kind(name: str, place: Place) -> str:
    """What is counted of an entry, by its class; nothing where it is as offered."""
    bare = _bare(name)
    if bare == SILENCE:
        return "no_input"
    if bare != name:
        return "rejected"
    return "no_match" if bare == LONG or (bare == OTHER and _offers(place)) else ""


def _offers(place: Place) -> bool:
    """Whether some entries are offered or told apart, so that any other is none of them."""
    return bool(place.chosen) or any(name != OTHER for name, _ in place.random)
