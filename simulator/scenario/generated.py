"""Scenario files that cover a flow: the fewest calls, then the fewest keys, each call saved as it ran."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.exploring.coverage.passage import walk
from simulator.exploring.search.explore import SESSIONS
from simulator.exploring.search.routes import Routes
from simulator.model.behaviour.input_class import in_words
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import CallerStep, Scenario
from simulator.networks.scripted import ScriptedNetwork
from simulator.planning.cover import cover
from simulator.planning.graph import Arc, BareGraph
from simulator.running.dry_run import run_flow
from simulator.scenario.naming import file_names, place_words, title
from simulator.scenario.saved import saved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey
    from simulator.model.behaviour.way import Way
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.verdict import KeptRun

Why = Literal["unreachable", "endless", "stopped", "unstable"]
WHY: dict[Why, str] = {
    "unreachable": "no call gets there",
    "endless": "no call that goes there ends",
    "stopped": "the simulator stops such a call at a bound of its own",
    "unstable": "the backend answered otherwise when it was asked again",
}
STOPPED = "end stopped"
HERE = Span()


@frozen
class Generated:
    """One scenario file: its name, its text, and the edges that no file before it takes."""

    name: str
    text: str
    edges: tuple[EdgeKey, ...]


@frozen
class GeneratedFiles:
    """The files, and the edges that none of them takes, with the reason; `exact`: no plan is shorter."""

    files: tuple[Generated, ...]
    left: tuple[tuple[EdgeKey, Why], ...] = ()
    keys: int = 0
    exact: bool = True


def every_edge(behaviour: Behaviour) -> tuple[EdgeKey, ...]:
    """What `--cover edges` asks for: all edges, and so all places."""
    return tuple(behaviour.edges)


def generate(
    flow: FlowFile,
    behaviour: Behaviour,
    edges: Collection[EdgeKey],
    folder: Path,
    *,
    at: int | None = None,
    seed: int | None = None,
) -> GeneratedFiles:
    """Files for `folder` that together take all these edges of a flow's behaviour, in the fewest calls and keys."""
    wanted = [key for key in behaviour.edges if key in edges and not key[2].startswith(STOPPED)]
    first = {behaviour.edges[key][0]: key for key in wanted}
    plan = cover(_graph(behaviour), tuple(first))
    routes = Routes(behaviour, flow.account.assumptions)
    left: list[tuple[EdgeKey, Why]] = [(first[one.arc], one.reason) for one in plan.impossible]
    left += [(key, "stopped") for key in behaviour.edges if key in edges and key[2].startswith(STOPPED)]
    given_up = {key for key, _ in left}
    calls = [routes.way(moves) for moves in plan.walks]
    files, taken = _files(flow, behaviour, calls, folder, at, seed)
    left += [(key, "unstable") for key in wanted if key not in taken and key not in given_up]
    return GeneratedFiles(files, tuple(left), plan.keys, plan.exact)


def generate_shortest(
    flow: FlowFile, behaviour: Behaviour, folder: Path, *, at: int | None = None, seed: int | None = None
) -> GeneratedFiles:
    """Files for `folder`: the shortest call to each outcome."""
    routes = Routes(behaviour, flow.account.assumptions)
    ends = [number for number, point in enumerate(behaviour.points) if point.place.is_end]
    calls = [routes.to(end) for end in ends if not behaviour.points[end].place.id.startswith(STOPPED)]
    files, _ = _files(flow, behaviour, calls, folder, at, seed)
    return GeneratedFiles(files, keys=sum(way.keys for way in calls))


def edges_taken(flow: FlowFile, behaviour: Behaviour, runs: Iterable[KeptRun]) -> set[EdgeKey]:
    """The edges that calls of a flow took."""
    offers = Offers.of(flow)
    return {took.edge for run in runs for took in walk(run.trace, behaviour.places, offers)}


def _graph(behaviour: Behaviour) -> BareGraph:
    ends = frozenset(number for number, point in enumerate(behaviour.points) if point.place.is_end)
    arcs = tuple(Arc(move.source, move.dest, move.keys) for move in behaviour.moves)
    return BareGraph(len(behaviour.points), 0, arcs, ends)


def _files(
    flow: FlowFile, behaviour: Behaviour, calls: list[Way], folder: Path, at: int | None, seed: int | None
) -> tuple[tuple[Generated, ...], set[EdgeKey]]:
    taken: set[EdgeKey] = set()
    files = []
    for count, (name, way) in enumerate(zip(file_names(calls), calls, strict=True), 1):
        # Counted from the end of the sessions of this seed, as no exploration with it gets there.
        own = None if seed is None else (seed + 1) * SESSIONS - count
        scenario = scenario_of(flow, way, title(flow.name, way), at=at, seed=own)
        caller, network = Scripted(parse_script(way.dtmf)), ScriptedNetwork(scenario.legs)
        run = run_flow(flow, caller=caller, network=network, seed=scenario.seed, at=at, of=("generated", name))
        edges = edges_taken(flow, behaviour, [run]) & set(behaviour.edges)
        new = tuple(key for key in behaviour.edges if key in edges - taken)
        taken |= edges
        head = "".join(f"# {line}\n" for line in _head(flow, behaviour, new))
        files.append(Generated(name, head + saved(scenario, run, folder / name), new))
    return tuple(files), taken


def scenario_of(flow: FlowFile, way: Way, name: str, *, at: int | None = None, seed: int | None = None) -> Scenario:
    """A scenario that goes a way through a flow file."""
    script = parse_script(way.dtmf)
    return Scenario(
        name,
        flow.file,
        HERE,
        flow=flow.file,
        at=at,
        seed=seed,
        legs=tuple(map(parse_leg, way.legs)),
        steps=tuple(CallerStep(token.text, None, HERE, HERE) for token in script.tokens),
        hangups=script.hangups,
    )


def _head(flow: FlowFile, behaviour: Behaviour, new: tuple[EdgeKey, ...]) -> Iterator[str]:
    yield f"Generated from {Path(flow.file).name} by `callflow generate`. This call is the first that takes:"
    for source, input_class, dest in new:
        where, to = place_words(behaviour.places[source]), place_words(behaviour.places[dest])
        yield f"- {where}: {in_words(input_class)}, and on to {to}"
