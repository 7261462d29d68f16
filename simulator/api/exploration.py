"""Explore a flow and conclude: the object of the public API, which shows itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from simulator.api.arguments import checked_search, legs_from, naming, seed_from, text_from, texts_from
from simulator.api.behaviour_tables import moves_of, network_of, places_of
from simulator.api.flow import begun
from simulator.exploring.conclude import conclude, ignored, rows_of
from simulator.exploring.conclusions.all_tries import with_all_tries
from simulator.exploring.coverage.passage import session_of, steps
from simulator.exploring.search.explore import LEGS
from simulator.exploring.search.explore import explore as explore_flow
from simulator.exploring.search.explorer import Bounds
from simulator.exploring.witnesses import confirmed
from simulator.render.dataframe import WAY, way_cells
from simulator.render.listing import Listing
from simulator.render.shown import Drawn
from simulator.running.dry_run import DryRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.compiler.conversation import Conversation
    from simulator.model.behaviour.behaviour import Behaviour, Move, Place
    from simulator.model.behaviour.explored import Discovery, Explored, Proof
    from simulator.model.behaviour.judgement import Judgement
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.render.dataframe import ColumnType
    from simulator.scenario.writing.generated import Generated

NORMAL = Bounds()
FINDINGS: Mapping[str, ColumnType] = {
    "code": "text", "severity": "text", "finding": "text", "hint": "text", "place_id": "text", **WAY, "line": "whole",
}  # fmt: skip
PROOFS: Mapping[str, ColumnType] = {
    "proof": "text", "holds": "truth", "words": "text", "ground": "text", "value": "whole", **WAY
}  # fmt: skip
INVARIANTS: Mapping[str, ColumnType] = {
    "invariant": "text", "outcome": "text", "words": "text", "ground": "text", "place_id": "text", **WAY,
    "line": "whole",
}  # fmt: skip


def no_files(_folder: Path) -> tuple[Generated, ...]:
    """Nothing is refuted."""
    return ()


@frozen(eq=False, repr=False)
class Exploration(Drawn):
    """What the callers of a flow can meet, and what is concluded from it; `behaviour.ground` says how it is known."""

    formats = "behaviour"

    explored: Explored
    refuted_files: Callable[[Path], Sequence[Generated]] = field(default=no_files, eq=False, repr=False)
    """The scenario files of what is refuted, for a folder, not written yet."""

    @property
    def behaviour(self) -> Behaviour:
        """Places, points and moves."""
        return self.explored.behaviour

    @property
    def findings(self) -> Listing[Discovery]:
        """What is wrong or worth a note, gravest first, each with the shortest keys that show it: a table."""
        return Listing.of(
            self.explored.findings,
            ("code", "severity", "finding", "keys"),
            lambda one: (one.code, one.severity, one.message, one.way.options),
            FINDINGS,
            lambda one: (
                one.code,
                one.severity,
                one.message,
                one.hint or None,
                one.place or None,
                *way_cells(one.way),
                one.line or None,
            ),
        )

    @property
    def proofs(self) -> Listing[Proof]:
        """What holds for every call, or for each that was tried, or why it does not: a table."""
        return Listing.of(
            self.explored.proofs,
            ("proof", "holds", "in words", "ground", "keys"),
            lambda one: (
                one.name, "yes" if one.holds else "no", one.words, one.ground, one.way.options if one.way else ""
            ),
            PROOFS,
            lambda one: (one.name, one.holds, one.words, one.ground, one.value, *way_cells(one.way)),
        )  # fmt: skip

    @property
    def invariants(self) -> Listing[Judgement]:
        """What became of each invariant of the flow file, with the shortest keys that refute it: a table."""
        return Listing.of(
            self.explored.invariants,
            ("invariant", "outcome", "in words", "keys"),
            lambda one: (one.name, one.verdict, one.words, one.way.options if one.way else ""),
            INVARIANTS,
            lambda one: (
                one.name,
                one.outcome,
                one.words or None,
                one.ground,
                one.place or None,
                *way_cells(one.way),
                one.line,
            ),
        )

    @property
    def places(self) -> Listing[Place]:
        """Every place, ends included, with its id: a table."""
        return places_of(self.behaviour)

    @property
    def moves(self) -> Listing[Move]:
        """Every move between places, also those that later tries have in common with the first: a table."""
        return moves_of(with_all_tries(self.behaviour))

    def to_networkx(self) -> Any:
        """A `networkx.MultiDiGraph` of places and moves, by their ids. Raises MissingExtraError."""
        return network_of(with_all_tries(self.behaviour))

    @property
    def machine(self) -> Conversation:
        """A fresh machine of the whole conversation: `transitions.Machine`, its places and what is done there."""
        from simulator.compiler.conversation import Conversation

        return Conversation(with_all_tries(self.behaviour))

    def write_refuted(self, folder: str | Path, *, force: bool = False) -> tuple[Path, ...]:
        """Write a scenario file for each invariant that is refuted, `refuted-NAME.scenario.yaml`.

        All of them, or none where one exists with other content and not `force`. Raises UsageError.
        """
        from simulator.scenario.writing.written import write_files

        path = Path(folder)
        return write_files(self.refuted_files(path), path, "" if force else "force=True")

    def path(self, run: DryRun) -> tuple[str, ...]:
        """The places (their ids) that a call of this flow came by, in order; those unknown here are left out."""
        passed = steps(run.trace, session_of(run))
        names = [passed[0].source, *(name for step in passed for name in (step.through, step.dest))] if passed else []
        return tuple(name for name in names if name in self.behaviour.places)

    def highlight(self, path: Iterable[str] | DryRun) -> Exploration:
        """The same with the way of a call, or the places of a path (their ids), marked in drawings."""
        passed = self.path(path) if isinstance(path, DryRun) else tuple(path)
        return evolve(self, explored=evolve(self.explored, passed=passed))

    def _shown(self) -> Explored:
        return self.explored


def explore(
    source: FlowGiven,
    *,
    legs: Sequence[LegOutcome | str] = (),
    ignore: Sequence[str] = (),
    bounds: Bounds = NORMAL,
    fingerprint: str = "",
    note_comparisons: bool = False,
    account: AccountGiven | None = None,
    at: At | None = None,
    seed: int | None = None,
    backend: BackendGiven | None = None,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Exploration:
    """Explore what the callers of a flow file, or of a request body with a backend, can meet.

    `legs` are tried at each dial (default: those of `explore --help`); `ignore` are codes of findings to leave
    out. `bounds` say when to stop; their `seconds` are counted by `clock`. `fingerprint` (`module:function`) is called
    with a session's id and tells what an in-process backend remembers of it. `note_comparisons`: a function is given
    texts that note what they are compared with, and that is tried too. `seed` drives the ids. Raises RefusedError where
    the platform refuses the request, UsageError where an argument cannot be used.
    """
    from simulator.exploring.search.fingerprint import fingerprint_of

    with naming("ignore"):
        silenced = ignored(texts_from("ignore", ignore, '["X012"]'))
    outcomes, seed = legs_from(legs) or LEGS, seed_from(seed)
    checked_search(bounds, clock, progress)
    text_from("fingerprint", fingerprint, '"module:function"')
    flow, now = begun(source, account=account, at=at, backend=backend)
    remembers = fingerprint_of(flow, fingerprint) if fingerprint else None
    behaviour = explore_flow(
        flow, at=now, legs=outcomes, bounds=bounds, fingerprint=remembers, notes=note_comparisons, seed=seed,
        clock=clock, progress=progress,
    )  # fmt: skip
    return _concluded(flow, behaviour, silenced, now, seed)


def _concluded(
    flow: FlowFile, behaviour: Behaviour, silenced: Sequence[str], at: str | int | None, seed: int | None
) -> Exploration:
    """What follows, with only those findings that their keys show once more."""
    files: Callable[[Path], Sequence[Generated]] = no_files

    def concluded(of: Behaviour) -> Explored:
        nonlocal files
        judgements, files = _judged(flow, of, at, seed) if flow.invariants else ((), no_files)
        found = conclude(of, flow.account.assumptions, rows_of(flow), silenced, flow.account, judgements)
        return evolve(found, file=flow.file)

    found = confirmed(flow, concluded(behaviour), concluded, at, seed)
    return Exploration(found, files)


def _judged(
    flow: FlowFile, behaviour: Behaviour, at: str | int | None, seed: int | None
) -> tuple[tuple[Judgement, ...], Callable[[Path], Sequence[Generated]]]:
    """What became of the invariants of a flow, and the scenario files of what is refuted."""
    from simulator.exploring.invariants.judge import judge  # few flows state any
    from simulator.scenario.writing.shrunk_file import refuted_files, with_scenarios

    judged = judge(flow, behaviour, at=at, seed=seed)
    told = with_scenarios(flow, judged, at=at, seed=seed)
    return told, partial(refuted_files, flow, judged, at=at, seed=seed)
