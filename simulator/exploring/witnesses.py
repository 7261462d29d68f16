"""Every finding's keys are run once, plainly, from the start of a new call: what they do not show is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from simulator.callers.scripted import Scripted
from simulator.exploring.coverage.passage import steps
from simulator.model.behaviour.behaviour import Unstable
from simulator.model.behaviour.words import in_short
from simulator.model.call.event import Stopped
from simulator.model.call.legs import parse_leg
from simulator.networks.scripted import ScriptedNetwork
from simulator.running.dry_run import run_as_explored
from simulator.running.seeds import derived, seed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, Place
    from simulator.model.behaviour.explored import Discovery, Explored
    from simulator.model.behaviour.way import Way
    from simulator.model.call.event import Event
    from simulator.model.flow.flow_file import FlowFile

MOST_OF_A_TABLE = 100
"""Findings about a table whose keys are run: it remembers nothing, so that a run can only show what exploration saw."""
LATER = 1000
"""Ms after the end of a way at which its caller hangs up, where nothing asks for a key."""
UNLIKE = "X013"
"""What says of itself that the same keys show something else the next time."""


def confirmed(
    flow: FlowFile,
    explored: Explored,
    again: Callable[[Behaviour], Explored],
    at: str | int | None = None,
    seed: int | None = None,
) -> Explored:
    """What was explored without the findings that their own keys do not show, each run in a session of its own.

    Where these lead elsewhere, the backend answers the same keys differently: that is concluded `again` then. After
    Ctrl-C nothing more is asked. Raises UsageError where the backend cannot be used.
    """
    if "interrupted" in explored.behaviour.bounds:
        return explored
    own = seed_of(flow, seed, "witnesses")
    # Summaries are for a live receiver, which no caller of ours concerns.
    runs = _Witnesses(evolve(flow, post={}) if flow.post else flow, explored.behaviour, at, own)
    try:
        asked = explored.findings if flow.backend is not None else explored.findings[:MOST_OF_A_TABLE]
        lost = [(one, parted) for one in asked if one.code != UNLIKE and (parted := runs.parted(one.way))]
    except KeyboardInterrupt:
        return again(evolve(explored.behaviour, bounds=(*explored.behaviour.bounds, "interrupted")))
    if not lost:
        return explored
    known = explored.behaviour
    unstable = dict.fromkeys((*known.unstable, *(unlike for _, (_, unlike) in lost)))
    points = (point for _, (point, _) in lost)
    found = again(evolve(known, unstable=tuple(unstable), open=known.open | {*points}))
    dropped = {_same(one) for one, _ in lost}
    kept = tuple(one for one in found.findings if _same(one) not in dropped)
    return evolve(found, findings=kept, dropped=tuple(one for one, _ in lost))


def _same(found: Discovery) -> tuple[object, ...]:
    return (found.code, found.place, found.way.options)


def _came(trace: Sequence[Event], places: Mapping[str, Place]) -> Iterator[tuple[str, str]]:
    """From which place to which a call came, step by step."""
    for step in steps(trace):
        if step.through in places:
            yield from ((step.source, step.through), (step.through, step.dest))
        else:
            yield step.source, step.dest


@frozen
class _Witnesses:
    """Runs keys; a way that several findings have is run for each: chance may show it once."""

    flow: FlowFile
    behaviour: Behaviour
    at: str | int | None
    seed: int

    def parted(self, way: Way) -> tuple[int, Unstable] | None:
        """Where a call with these keys leaves the places that exploration came by; None where it comes by all."""
        if not way.path:
            return None
        trace = self._trace(way)
        if isinstance(trace[-1], Stopped):
            return None  # the simulator's own bound, which says nothing about the backend
        plain = self.behaviour.without_pasts
        came = list(_came(trace, plain.places))
        for number, index in enumerate(way.path):
            source, _, dest = plain.edge_of(plain.moves[index])
            now = came[number] if number < len(came) else ("", "")
            if (source, dest) != now:
                return plain.moves[index].source, self._unstable(way, number, dest, now[1])
        return None

    def _trace(self, way: Way) -> list[Event]:
        caller = Scripted.of(f"{way.dtmf} hangup hangup@{way.ms + LATER}ms")
        network = ScriptedNetwork(tuple(map(parse_leg, way.legs)))
        seed = derived(self.seed, way.dtmf, *way.legs)
        at = self.at if way.at is None else way.at
        return run_as_explored(self.flow, caller=caller, network=network, at=at, seed=seed).trace

    def _unstable(self, way: Way, number: int, first: str, then: str) -> Unstable:
        moves = [self.behaviour.moves[index] for index in way.path[: number + 1]]
        place = self.behaviour.points[moves[-1].source].place.id
        return Unstable(
            place, moves[-1].input_class, tuple(move.does for move in moves), self._named(first), self._named(then)
        )

    def _named(self, name: str) -> str:
        known = self.behaviour.without_pasts.places.get(name)
        return in_short(known) if known is not None else "what exploration did not meet"
