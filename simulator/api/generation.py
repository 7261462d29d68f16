"""Generate scenario files that cover a flow: the object of the public API, which shows itself and writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from simulator.api.arguments import (
    checked_search,
    legs_from,
    moment_from,
    path_from,
    paths_from,
    seed_from,
    wrong,
)
from simulator.api.flow import Flow, load
from simulator.errors import UsageError
from simulator.exploring.search.explore import LEGS, explore, lateness
from simulator.exploring.search.explorer import Bounds
from simulator.loading.files.recognised import stem
from simulator.model.behaviour.ground import SHARE_OF
from simulator.model.behaviour.input_class import in_words
from simulator.model.behaviour.words import tried
from simulator.model.values import choice
from simulator.render.listing import Listing
from simulator.render.shown import Printed
from simulator.render.width import safe
from simulator.running.answering import useless
from simulator.running.source import moment
from simulator.scenario.reading.kinds import TAG
from simulator.scenario.run import run_scenario
from simulator.scenario.suite import load_suite, scenario_files
from simulator.scenario.writing.generated import WHY, edges_taken, every_edge, generate_shortest, never
from simulator.scenario.writing.generated import generate as generate_files
from simulator.scenario.writing.naming import place_words
from simulator.scenario.writing.one_file import in_one_file
from simulator.scenario.writing.written import write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from simulator.api.flow import At
    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.scenario.writing.generated import Generated, GeneratedFiles

Cover = Literal["edges", "missing", "shortest"]
COVERS = ("edges", "missing", "shortest")
NORMAL = Bounds()


@frozen
class CallManner:
    """How the calls are: `loose`, with `tags`, of no more than `max_keys` keys, in `one_file`. Raises UsageError."""

    loose: bool = False
    tags: tuple[str, ...] = ()
    max_keys: int | None = None
    one_file: bool = False

    def __attrs_post_init__(self) -> None:
        for tag in self.tags:
            if not (TAG.pattern and TAG.pattern.fullmatch(tag)):
                raise UsageError(f'"{tag}" is no tag: expected {TAG.hint}')
        if self.max_keys is not None and self.max_keys < 0:
            raise UsageError(f"no call has {self.max_keys} keys: expected 0 or more (max_keys, --max-keys)")

    @property
    def given(self) -> dict[str, Any]:
        """The same as what writes the files takes it."""
        return {"loose": self.loose, "tags": self.tags, "max_keys": self.max_keys}

    def arranged(self, flow: FlowFile, made: GeneratedFiles) -> GeneratedFiles:
        """The files, or all calls in one that is called as the flow."""
        return in_one_file(made, stem(Path(flow.file).name)) if self.one_file else made


@frozen(eq=False, repr=False)
class Generation(Printed):
    """Scenario files for `folder`, not written yet, and what they leave out."""

    made: GeneratedFiles
    behaviour: Behaviour
    folder: Path

    @property
    def files(self) -> Listing[Generated]:
        """The files, each with `name`, `text` and the `edges` that it takes first: a table."""
        return Listing.of(
            self.made.files,
            ("file", "new edges"),
            lambda one: (one.name, len(one.edges)),
            {"file": "text", "new_edges": "whole"},
            lambda one: (one.name, len(one.edges)),
        )

    @property
    def left(self) -> Listing[tuple[str, str, str]]:
        """What no file covers: the place, what is done there, and why: a table."""
        places = self.behaviour.places
        found = [
            (place_words(places[source]), in_words(input_class), WHY[why])
            for (source, input_class, _), why in self.made.left
        ]
        return Listing.of(
            found, ("place", "input", "why"), tuple, {"place": "text", "input": "text", "why": "text"}, tuple
        )

    def write(self, *, force: bool = False) -> tuple[Path, ...]:
        """Write all files, or none where one exists with other content and not `force`. Raises UsageError."""
        return write_files(self.made.files, self.folder, "" if force else "force=True")

    def __str__(self) -> str:
        """The files, what they cost, and what they leave out with the reason."""
        lines = [safe((self.folder / one.name).as_posix()) for one in self.made.files]
        edges = sum(len(one.edges) for one in self.made.files)
        fewest = "" if self.made.exact else " (a search that was cut off: fewer may do)"
        total = f"{edges} of {len(self.behaviour.edges)} edges{SHARE_OF[self.behaviour.ground]}"
        lines.append(f"{self.made.calls or len(self.made.files)} calls, {self.made.keys} keys, {total}{fewest}")
        lines += [f"not covered: {where}, {does}: {why}" for where, does, why in self.left]
        lines += [
            f"not covered: what other entries lead to at {place}: {words}" for place, words in tried(self.behaviour)
        ]
        if (plain := self.behaviour.without_pasts) is not self.behaviour:
            lines.append(f"what a caller did before is told apart here: coverage, which does not, has {_edges(plain)}")
        if self.behaviour.unstable:
            lines.append("not to be relied on: the backend answered the same keys differently (see `callflow explore`)")
        if self.made.cut:
            lines.append(
                f"the time of --time-limit was over: {self.made.cut} planned calls were not run and are not written"
            )
        if self.behaviour.bounds:
            lines.append(f"not explored to the end: {', '.join(self.behaviour.bounds)}")
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        return self.files._repr_html_()


def _edges(behaviour: Behaviour) -> str:
    return f"{len(behaviour.edges)} edges"


def generate(
    flow: str | Path | Flow,
    folder: str | Path | None = None,
    *,
    cover: Cover = "edges",
    loose: bool = False,
    tags: Sequence[str] = (),
    max_keys: int | None = None,
    one_file: bool = False,
    scenarios: Iterable[str | Path] = (),
    legs: Sequence[LegOutcome | str] = (),
    bounds: Bounds = NORMAL,
    at: At | None = None,
    seed: int | None = None,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Generation:
    """Scenario files that cover a flow file, for `folder` (default: the flow's own); `write()` writes them.

    `cover` is `edges` (every place and edge found, with the fewest calls, then the fewest keys), `missing` (what
    `scenarios`, files and folders, leave open; default: those in the flow's folder), or `shortest` (the shortest call
    to each outcome). A file expects exactly what was heard, the numbers that were dialled and the time that it took; a
    `loose` one lets other prompts be heard between, and says nothing of numbers and time. `tags` stand in each, and no
    call has more than `max_keys` keys: what no such call takes is left. `one_file`: all calls are documents of one,
    whose blocks are what several begin with. `legs` are tried at each dial; `bounds` say
    when exploration stops; their `seconds`, counted by `clock`, are those of exploration, and once more those in which
    calls are run. Raises RefusedError where the platform refuses the request, UsageError where an argument cannot be
    used.
    """
    choice("cover", cover, COVERS)
    given, loaded = _named(flow)
    now = given.at if at is None else moment_from(at)
    outcomes, seed = legs_from(legs) or LEGS, seed_from(seed)
    checked_search(bounds, clock, progress)
    paths = [path.as_posix() for path in paths_from("scenarios", scenarios)]
    where = Path(given.file).parent if folder is None else path_from("folder", folder)
    behaviour = explore(loaded, at=now, legs=outcomes, bounds=bounds, seed=seed, clock=clock, progress=progress)
    late = lateness(bounds, clock)
    manner = CallManner(loose, tuple(tags), max_keys, one_file)
    return Generation(planned(loaded, behaviour, where, cover, paths, now, seed, manner, late), behaviour, where)


def _named(flow: str | Path | Flow) -> tuple[Flow, FlowFile]:
    """A flow that scenarios can name, as its file describes it. Raises UsageError."""
    if not isinstance(flow, Flow | str | Path):
        raise wrong("flow", flow, "a flow file, NAME.flow.yaml, or what `load` gave of one")
    given = load(flow)
    if given.kind != "flow" or not given.file:
        name = given.file or "<text>"
        raise UsageError(f'flow: "{name}" is no flow file: expected NAME.flow.yaml, which scenarios can name')
    if given.backend is not None or given.given_account is not None:
        raise UsageError(f'flow: scenarios name "{given.file}", which does not say this account or backend')
    return given, given.flow_file


def planned(
    flow: FlowFile,
    behaviour: Behaviour,
    folder: Path,
    cover: Cover,
    scenarios: Sequence[str],
    at: str | int | None,
    seed: int | None,
    manner: CallManner,
    late: Callable[[], bool] = never,
) -> GeneratedFiles:
    """The files; `scenarios` are read where `cover` is `missing`. Raises UsageError, also for a useless backend."""
    now = moment(at)
    why = useless(flow)
    if why:
        raise UsageError(f"the backend gave no answer that can be used, so there is nothing to write down: {why}")
    if cover == "shortest":
        made = generate_shortest(flow, behaviour, folder, at=now, seed=seed, late=late, **manner.given)
        return manner.arranged(flow, made)
    edges = every_edge(behaviour)
    if cover == "missing":
        covered = _covered(flow, behaviour, scenarios)
        edges = tuple(key for key in edges if key not in covered)
    made = generate_files(flow, behaviour, edges, folder, at=now, seed=seed, late=late, **manner.given)
    return manner.arranged(flow, made)


def _scenario_files(flow: Path, named: Sequence[str]) -> tuple[Path, ...]:
    """Those that are named, which must be there, else those in the flow's folder, which need not."""
    try:
        return scenario_files(named or [flow.parent.as_posix()])
    except UsageError:
        if named:
            raise
        return ()


def _covered(flow: FlowFile, behaviour: Behaviour, scenarios: Sequence[str]) -> set[EdgeKey]:
    """What the scenarios that there are take already."""
    file = Path(flow.file)
    suite = load_suite(_scenario_files(file, scenarios))
    own = [one for one in suite.scenarios if one.flow is not None and Path(one.flow).resolve() == file.resolve()]
    runs = [verdict.run for verdict in map(run_scenario, own) if verdict.run is not None]
    return edges_taken(flow, behaviour, runs)
