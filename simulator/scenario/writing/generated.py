"""Scenario files that cover a flow: the fewest calls, then the fewest keys, each call saved as it ran."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import define, evolve, field, frozen

from simulator.callers.scripted import Scripted
from simulator.entries.offers import Offers
from simulator.exploring.coverage.following import follow
from simulator.exploring.hints.patient import patient_moves
from simulator.exploring.hints.refused import refused_moves
from simulator.exploring.search.explore import SESSIONS
from simulator.exploring.search.routes import Routes
from simulator.loading.words import escaped
from simulator.model.behaviour.input_class import HANGUP, SILENCE, in_words
from simulator.model.call.keys import parse_script
from simulator.model.call.legs import parse_leg
from simulator.model.diagnostic import Span
from simulator.model.scenario.scenario import CallerStep, Scenario
from simulator.networks.scripted import ScriptedNetwork
from simulator.planning.cover import CoveringPlan, cover
from simulator.planning.graph import Arc, BareGraph
from simulator.running.dry_run import run_as_explored
from simulator.scenario.writing.called import called
from simulator.scenario.writing.fewer_keys import within_keys
from simulator.scenario.writing.naming import place_words, told_apart, without_secrets
from simulator.scenario.writing.saved import saved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey
    from simulator.model.behaviour.way import Way
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.scenario.verdict import KeptRun
    from simulator.running.dry_run import DryRun

Why = Literal["unreachable", "endless", "stopped", "unstable", "tooManyKeys", "timeLimit"]
WHY: dict[Why, str] = {
    "unreachable": "no call gets there",
    "endless": "no call that goes there ends",
    "stopped": "the simulator stops such a call at a bound of its own",
    "tooManyKeys": "each call that takes it and ends has more keys than --max-keys",
    "timeLimit": "the time of --time-limit was over before its call was run",
    "unstable": "the backend answered otherwise when it was asked again",
}
STOPPED = "end stopped"
HERE = Span()
NOTHING = CoveringPlan((), (), 0, True)
"""The plan without a call."""


@frozen
class Generated:
    """One scenario file: its name, its text, and the edges that no file before it takes."""

    name: str
    text: str
    edges: tuple[EdgeKey, ...]


@frozen
class GeneratedFiles:
    """The files, and the edges that none of them takes, with the reason; `exact`: no plan is shorter.

    `cut` counts the calls that were planned and not run, since the time was over, `calls` those in one file.
    """

    files: tuple[Generated, ...]
    left: tuple[tuple[EdgeKey, Why], ...] = ()
    keys: int = 0
    exact: bool = True
    cut: int = 0
    calls: int = 0


def never() -> bool:
    """There is time."""
    return False


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
    loose: bool = False,
    tags: tuple[str, ...] = (),
    max_keys: int | None = None,
    late: Callable[[], bool] = never,
) -> GeneratedFiles:
    """Files for `folder` that together take all these edges of a flow's behaviour, in the fewest calls and keys.

    They also enter what is refused today and worth trying again (`probes` of the flow, and common PINs), the most keys
    and the slowest ones, and what a timer ends is taken by a call that no caller ends by a clock. `loose` ones do none
    of it; they let other prompts be heard between those of the call, and say nothing of numbers and time. `tags` stand
    in each; no call has more than `max_keys` keys: one with more is parted, and what no such call takes is left. Once
    it is `late` no further call is run.
    """
    wanted = [key for key in behaviour.edges if key in edges and not key[2].startswith(STOPPED)]
    first = {behaviour.edges[key][0]: key for key in wanted}
    more = behaviour if loose else _with_more(flow, behaviour, frozenset(edges))
    plan = cover(_graph(more), (*first, *range(len(behaviour.moves), len(more.moves))))
    timed = NOTHING if loose else _timed(more, plan)
    routes = Routes(more, flow.account.assumptions)
    left: list[tuple[EdgeKey, Why]] = [(first[one.arc], one.reason) for one in plan.impossible if one.arc in first]
    left += [(key, "stopped") for key in behaviour.edges if key in edges and key[2].startswith(STOPPED)]
    writer = _Writer(flow, behaviour, routes, folder, at, seed, loose, tags, late)
    calls = (*plan.walks, *timed.walks)
    if max_keys is not None:
        calls = within_keys(routes, calls, max_keys)
        left += _too_long(first, calls, left)
    given_up = {key for key, _ in left}
    files = writer.files(calls)
    why: Why = "timeLimit" if len(files) < len(calls) else "unstable"
    left += [(key, why) for key in wanted if key not in writer.taken and key not in given_up]
    keys = sum(more.moves[number].keys for moves in calls[: len(files)] for number in moves)
    return GeneratedFiles(files, tuple(left), keys, plan.exact and timed.exact, len(calls) - len(files))


def _too_long(
    first: dict[int, EdgeKey], calls: Sequence[Sequence[int]], left: Sequence[tuple[EdgeKey, Why]]
) -> list[tuple[EdgeKey, Why]]:
    """What none of the calls takes any more, since no short one takes it."""
    lost, given_up = set(first) - {number for call in calls for number in call}, {key for key, _ in left}
    return [(first[number], "tooManyKeys") for number in sorted(lost) if first[number] not in given_up]


def generate_shortest(
    flow: FlowFile,
    behaviour: Behaviour,
    folder: Path,
    *,
    at: int | None = None,
    seed: int | None = None,
    loose: bool = False,
    tags: tuple[str, ...] = (),
    max_keys: int | None = None,
    late: Callable[[], bool] = never,
) -> GeneratedFiles:
    """Files for `folder`: the shortest call to each outcome; `loose`, `tags`, `max_keys` and `late` as above."""
    routes = Routes(behaviour, flow.account.assumptions)
    ends = [number for number, point in enumerate(behaviour.points) if point.place.is_end]
    calls = [routes.moves_to(end) for end in ends if not behaviour.points[end].place.id.startswith(STOPPED)]
    if max_keys is not None:
        calls = [moves for moves in calls if routes.way(moves).keys <= max_keys]
    files = _Writer(flow, behaviour, routes, folder, at, seed, loose, tags, late).files(calls)
    return GeneratedFiles(
        files, keys=sum(routes.way(moves).keys for moves in calls[: len(files)]), cut=len(calls) - len(files)
    )


def edges_taken(flow: FlowFile, behaviour: Behaviour, runs: Iterable[KeptRun]) -> set[EdgeKey]:
    """The edges that calls of a flow took."""
    offers = Offers.of(flow)
    return {took.edge for run in runs for took in follow(run, behaviour, offers)}


def _with_more(flow: FlowFile, behaviour: Behaviour, edges: frozenset[EdgeKey]) -> Behaviour:
    """The same, and after its moves those that take no edge of their own: what is refused, the longest, the slowest."""
    settings = flow.account.assumptions
    slow = settings.overall_timer_starts == "promptEnd" and not settings.overall_timeout_judges
    found = (*refused_moves(behaviour, flow.probes), *patient_moves(behaviour, Offers.of(flow), slow=slow))
    more = [move for move in found if behaviour.edge_of(move) in edges]
    return evolve(behaviour, moves=(*behaviour.moves, *more))


def _timed(behaviour: Behaviour, plan: CoveringPlan) -> CoveringPlan:
    """Calls for what timers end only in calls of the plan in which a caller hangs up at a time of its own.

    Such a call is as long with any timer.
    """
    points = behaviour.points
    hung_up = [move.input_class == HANGUP and points[move.source].place.kind == "dial" for move in behaviour.moves]
    seen = {number for walk in plan.walks if not any(hung_up[at] for at in walk) for number in walk}
    wanted = {number for walk in plan.walks for number in walk if _by_timer(behaviour, number)} - seen
    kept = [number for number, hangs_up in enumerate(hung_up) if not hangs_up]
    found = cover(_graph(behaviour, kept), [at for at, number in enumerate(kept) if number in wanted])
    return evolve(found, walks=tuple(tuple(kept[at] for at in walk) for walk in found.walks))


def _by_timer(behaviour: Behaviour, number: int) -> bool:
    """Whether time runs out in an entry: nothing is pressed, or fewer keys than it takes, and no hash."""
    move = behaviour.moves[number]
    place = behaviour.points[move.source].place
    if place.kind != "capture" or move.input_class == HANGUP:
        return False
    return move.does == SILENCE or "[" in move.does or (move.keys < place.high and not move.does.endswith("#"))


def _graph(behaviour: Behaviour, kept: Iterable[int] | None = None) -> BareGraph:
    ends = frozenset(number for number, point in enumerate(behaviour.points) if point.place.is_end)
    moves = behaviour.moves if kept is None else [behaviour.moves[number] for number in kept]
    arcs = tuple(Arc(move.source, move.dest, move.keys) for move in moves)
    return BareGraph(len(behaviour.points), 0, arcs, ends)


@define
class _Writer:
    """Runs each call and writes it down; `taken` are the edges of the files so far."""

    flow: FlowFile
    behaviour: Behaviour
    routes: Routes
    folder: Path
    at: int | None
    seed: int | None
    loose: bool
    tags: tuple[str, ...] = ()
    late: Callable[[], bool] = never
    taken: set[EdgeKey] = field(init=False, factory=set)

    def files(self, calls: Sequence[Sequence[int]]) -> tuple[Generated, ...]:
        """A file for each call, which is given as its moves."""
        ways = [self.routes.way(moves) for moves in calls]
        secrets = self.behaviour.secrets
        names = [called(self.routes, moves, way, secrets) for moves, way in zip(calls, ways, strict=True)]
        files = told_apart([file for _, file in names], [without_secrets(way, secrets) for way in ways])
        # Seeds are counted from the end of the sessions of this seed, as no exploration with it gets there.
        end = None if self.seed is None else (self.seed + 1) * SESSIONS
        made: list[Generated] = []
        for count, (file, (name, _), way, moves) in enumerate(zip(files, names, ways, calls, strict=True), 1):
            if self.late():
                break
            made.append(self._file(file, name, way, moves, None if end is None else end - count))
        return tuple(made)

    def _file(self, name: str, title: str, way: Way, moves: Sequence[int], seed: int | None) -> Generated:
        scenario = scenario_of(self.flow, way, title, at=self.at, seed=seed)
        scenario = evolve(scenario, tags=self.tags)
        run = self._run(scenario, way, seed, "generated", name)
        edges = edges_taken(self.flow, self.behaviour, [run]) & self.behaviour.edges.keys()
        if self.behaviour.without_pasts is not self.behaviour:
            edges &= {self.behaviour.edge_of(self.routes.behaviour.moves[number]) for number in moves}
        # What words its session alone has is told from the same call in another.
        again = self._run(scenario, way, None, "generated again", name) if run.live else None
        loose = self.loose
        if again is not None and len(again.heard) != len(run.heard):
            edges &= edges_taken(self.flow, self.behaviour, [again])
            again, loose = None, True
        first = edges - self.taken
        new = tuple(key for key in self.behaviour.edges if key in first)
        self.taken |= edges
        head = "".join(f"# {escaped(line)}\n" for line in _head(self.flow, self.behaviour, new))
        return Generated(name, head + saved(scenario, run, self.folder / name, loose=loose, again=again), new)

    def _run(self, scenario: Scenario, way: Way, seed: int | None, *of: str) -> DryRun:
        caller, network = Scripted(parse_script(way.dtmf)), ScriptedNetwork(scenario.legs)
        return run_as_explored(self.flow, caller=caller, network=network, seed=seed, at=scenario.at, of=of)


def scenario_of(flow: FlowFile, way: Way, name: str, *, at: int | None = None, seed: int | None = None) -> Scenario:
    """A scenario that goes a way through a flow file."""
    script = parse_script(way.dtmf)
    return Scenario(
        name,
        flow.file,
        HERE,
        flow=flow.file,
        at=at if way.at is None else way.at,
        seed=seed,
        legs=tuple(map(parse_leg, way.legs)),
        steps=tuple(CallerStep(token.text, None, HERE, HERE) for token in script.tokens),
        timed=script.timed,
    )


def _head(flow: FlowFile, behaviour: Behaviour, new: tuple[EdgeKey, ...]) -> Iterator[str]:
    begin = f"Generated from {Path(flow.file).name} by `callflow generate`."
    if not new:
        yield f"{begin} It takes nothing first: it is there for what is entered, or its time."
        return
    yield f"{begin} This call is the first that takes:"
    for source, input_class, dest in new:
        where, to = place_words(behaviour.places[source]), place_words(behaviour.places[dest])
        yield f"- {where}: {in_words(input_class)}, and on to {to}"
