"""Counting: the ways of calls, laid over what exploration finds of their flows.

Flows are explored once each, after the last call: a live backend that remembers its callers must not meet the
explorer before them. A flow under another account is explored for itself, and counted with the flow where that makes
no difference to callers, or where it lets no call begin.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from simulator.entries.offers import Offers
from simulator.errors import CallflowError
from simulator.exploring.coverage.passage import edges_of
from simulator.exploring.search.explore import NORMAL, explore
from simulator.exploring.search.explorer import Bounds
from simulator.model.behaviour.passed import Entered
from simulator.model.reports.coverage import (
    CoverageCounts,
    EdgeHits,
    EntriesTried,
    FlowCoverage,
    PlaceHits,
    RowLine,
    sorted_counts,
)
from simulator.model.reports.coverage_merge import merge, same_flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.model.behaviour.behaviour import Behaviour, EdgeKey
    from simulator.model.behaviour.passed import Passed
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.trail import Trail

LIVE = Bounds(places=2_000, seconds=60)
"""How far a live backend is explored: each path there is a session of its own."""


Base = tuple["FlowFile", str]


@define
class _Calls:
    """The calls of one flow; `base` is the same flow under its own account, and its variant."""

    flow: FlowFile
    base: Base | None = None
    count: int = 0
    begun: Counter[str] = field(factory=Counter)
    steps: Counter[Passed] = field(factory=Counter)
    seen: dict[str, Counter[str]] = field(factory=lambda: {"legs": Counter(), "faults": Counter(),
                                                          "codes": Counter(), "errors": Counter()})  # fmt: skip


@define
class Counting:
    """Collects the trails of calls. Names of files are relative to `folder`; `clock` bounds explorations, in s.

    `progress` is called while a flow is explored, and may stop that by KeyboardInterrupt.
    """

    folder: Path = field(factory=Path.cwd)
    clock: Callable[[], float] | None = None
    progress: Callable[[int, int], None] = lambda _known, _waiting: None
    _calls: dict[tuple[str, str], _Calls] = field(init=False, factory=dict)
    _known: dict[FlowFile, tuple[FlowCoverage, Behaviour | None]] = field(init=False, factory=dict)

    def add(self, flow: FlowFile, trail: Trail, variant: str = "", base: Base | None = None) -> None:
        """One call of a flow; `variant` where it is not what its file says, `base` where its account is not.

        `base` is the flow under its own account, and the variant which that is.
        """
        calls = self._calls.setdefault((self._name(flow), variant), _Calls(flow, base))
        calls.count += 1
        calls.steps.update(trail.steps)
        calls.begun.update(step.source for step in trail.steps[:1])
        for kind, counter in calls.seen.items():
            counter.update(getattr(trail, kind))

    def coverage(self) -> CoverageCounts:
        """What the calls met so far."""
        found = CoverageCounts()
        for (file, variant), calls in sorted(self._calls.items()):
            found = merge(found, CoverageCounts((self._flow(file, variant, calls),)))
        return found

    def _name(self, flow: FlowFile) -> str:
        path, folder = _real(self.folder / flow.file, flow), Path(os.path.realpath(self.folder))
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()

    def _flow(self, file: str, variant: str, calls: _Calls) -> FlowCoverage:
        flow, (empty, behaviour) = calls.flow, self._explored(calls.flow)
        if calls.base is not None:
            base, its_variant = calls.base
            plain, known = self._explored(base)
            if plain.edges and (not empty.edges or same_flow(empty, plain)):
                flow, empty, behaviour, variant = base, plain, known, its_variant
        counted = _counted(empty, behaviour, calls, flow)
        return evolve(counted, file=file, variant=variant)

    def _explored(self, flow: FlowFile) -> tuple[FlowCoverage, Behaviour | None]:
        found = self._known.get(flow)
        if found is None:
            found = self._known[flow] = uncovered(flow, self.clock, self._entered(flow), self.progress)
        return found

    def _entered(self, flow: FlowFile) -> tuple[str, ...]:
        """What calls of a flow entered: exploration must not know less of it than they do."""
        calls = (one for one in self._calls.values() if flow is one.flow or (one.base and flow is one.base[0]))
        done = {step.done for one in calls for step in one.steps}
        return tuple(sorted({one.digits for one in done if isinstance(one, Entered) and one.digits}))


def _real(path: Path, flow: FlowFile) -> Path:
    """The one path of a flow that is reached by several.

    A link to the file itself is followed only where all that it names is the same from there: a flow's backend,
    account and request are looked for beside the link.
    """
    beside = Path(os.path.realpath(path.parent))
    real = Path(os.path.realpath(path))
    if real.parent == beside:
        return real
    named = [os.path.relpath(name, Path(flow.file).parent) for name in flow.files[1:]]
    same = all(os.path.realpath(real.parent / name) == os.path.realpath(beside / name) for name in named)
    imports = flow.backend is not None and not flow.backend.startswith("http")
    return real if same and not imports else beside / path.name


def uncovered(
    flow: FlowFile,
    clock: Callable[[], float] | None = None,
    called: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> tuple[FlowCoverage, Behaviour | None]:
    """A flow that nobody called, and its behaviour: None where it cannot be explored.

    `called` are entries that exploration tries first in front of a backend.
    """
    lines = tuple(dict.fromkeys(RowLine(row.number, row.span.line) for row in flow.rows or ()))
    try:
        bounds = NORMAL if flow.backend is None else LIVE
        whole = explore(flow, bounds=bounds, clock=clock, called=called, progress=progress)
    except CallflowError as error:
        return FlowCoverage(flow.file, flow.name, rows=lines, problem=str(error).replace("\n", "; ")), None
    behaviour = whole.without_pasts
    found = FlowCoverage(
        flow.file,
        flow.name,
        places=tuple(map(PlaceHits, behaviour.places.values())),
        edges=tuple(_edge(behaviour, key, moves) for key, moves in behaviour.edges.items()),
        rows=lines,
        unreached=_unreached(behaviour),
        bounds=tuple(sorted(behaviour.bounds)),
        unstable=len(behaviour.unstable),
        known=behaviour.known,
        tried=tuple(_tried(whole)),
        secrets=whole.secrets,
        pasts=0 if whole is behaviour else len(whole.edges),
        instants=whole.instants,
    )
    return found, behaviour


def _tried(behaviour: Behaviour) -> Iterator[EntriesTried]:
    """The captures where only some entries were tried; the same place with other pasts is one."""
    seen: set[str] = set()
    for name, entries in behaviour.tried.items():
        place = behaviour.places[name].without_past.id
        if not entries.all and place not in seen:
            seen.add(place)
            yield EntriesTried(place, len(entries.digits), entries.possible)


def _edge(behaviour: Behaviour, key: EdgeKey, moves: tuple[int, ...]) -> EdgeHits:
    rows = {behaviour.moves[index].row for index in moves} - {0}
    return EdgeHits(key, 0, behaviour.moves[moves[0]].does, tuple(sorted(rows)))


def _unreached(behaviour: Behaviour) -> tuple[int, ...]:
    """The rows that nothing reaches; which these are is known only where nothing was left out."""
    if not behaviour.complete:
        return ()
    return tuple(sorted({*behaviour.rows} - {move.row for move in behaviour.moves}))


def _counted(empty: FlowCoverage, behaviour: Behaviour | None, calls: _Calls, flow: FlowFile) -> FlowCoverage:
    places = behaviour.places if behaviour else {}
    offers = Offers.of(flow)
    taken: Counter[EdgeKey] = Counter()
    came = Counter(calls.begun)
    for step, number in calls.steps.items():
        for edge in edges_of(step, places, offers):
            taken[edge] += number
            came[edge[2]] += number
    known = {edge.key for edge in empty.edges}
    seen = {kind: sorted_counts(counter.items()) for kind, counter in calls.seen.items()}
    return evolve(
        empty,
        calls=calls.count,
        places=tuple(PlaceHits(one.place, came[one.place.id]) for one in empty.places),
        edges=tuple(evolve(edge, hits=taken[edge.key]) for edge in empty.edges),
        extra=tuple(EdgeHits(key, taken[key]) for key in sorted(taken) if key not in known),
        legs=seen["legs"],
        faults=seen["faults"],
        codes=seen["codes"],
        errors=seen["errors"],
    )
