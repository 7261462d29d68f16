"""Compare two versions of a flow: the object of the public API, which shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.api.arguments import checked_search, legs_from, naming, seed_from
from simulator.api.flow import begun
from simulator.errors import UsageError
from simulator.exploring.diff.comparing import Comparing
from simulator.exploring.search.explore import LEGS, lateness
from simulator.exploring.search.explorer import Bounds
from simulator.model.reports.difference import Comparison
from simulator.render.dataframe import WAY, way_cells
from simulator.render.listing import Listing
from simulator.render.shown import Shown
from simulator.running.answering import useless
from simulator.running.in_person import in_person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.behaviour.ground import Ground
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.flow.flow_file import FlowFile
    from simulator.model.reports.difference import Difference
    from simulator.render.dataframe import ColumnType
NORMAL = Bounds()
COLUMNS: Mapping[str, ColumnType] = {
    "kind": "text", **WAY, "place_id_before": "text", "place_id_now": "text", "before": "text", "now": "text",
    "ms_before": "whole", "ms_now": "whole", "more": "whole",
}  # fmt: skip


@frozen(eq=False, repr=False)
class Diff(Shown):
    """What callers notice of the change from one version to another."""

    formats = "diff"

    comparison: Comparison

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Most serious first, each with the fewest keys after which it shows."""
        return self.comparison.differences

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return self.comparison.complete

    @property
    def ground(self) -> Ground:
        """How it is known that callers meet no other difference: proved, tried, assumed or notReached."""
        return self.comparison.ground

    def _shown(self) -> Comparison:
        return self.comparison

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row per difference (its columns: docs/api.md). Raises MissingExtraError."""
        return self._listing().to_dataframe()

    def _repr_html_(self) -> str:
        """The differences as a table."""
        return self._listing()._repr_html_()

    def _listing(self) -> Listing[Difference]:
        from simulator.render.diff_words import told

        return Listing.of(
            self.differences,
            ("kind", "keys", "before", "now"),
            lambda one: (one.kind, one.way.options or "any call", *told(one)),
            COLUMNS,
            lambda one: (
                one.kind,
                *way_cells(one.way),
                one.old.dest.id,
                one.new.dest.id,
                *told(one),
                one.old.ms,
                one.new.ms,
                one.more,
            ),
        )


def diff(
    old: FlowGiven,
    new: FlowGiven,
    *,
    legs: Sequence[LegOutcome | str] = (),
    bounds: Bounds = NORMAL,
    account: AccountGiven | None = None,
    at: At | None = None,
    seed: int | None = None,
    old_backend: BackendGiven | None = None,
    new_backend: BackendGiven | None = None,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Diff:
    """Compare two flow files, or request bodies with backends, by what their callers meet.

    `legs` are tried at each dial (default: those of `explore --help`). `bounds` say when to stop; their
    `places` count pairs of places, their `seconds` are counted by `clock`. `seed` drives the ids. Raises RefusedError
    where the platform refuses a request, UsageError where an argument cannot be used.
    """
    outcomes, seed = legs_from(legs) or LEGS, seed_from(seed)
    checked_search(bounds, clock, progress)
    versions = (("old", old, old_backend), ("new", new, new_backend))
    flows = [_flow(*version, account, at) for version in versions]
    search = Comparing(flows, outcomes, bounds, lateness(bounds, clock), progress, seed)
    search.run()
    whys = [useless(flow) for flow, _ in flows]
    if all(whys):
        raise UsageError(f"neither backend gave an answer that can be used, so there is nothing to compare: {whys[0]}")
    names = [_name(flow, backend) for (flow, _), (_, _, backend) in zip(flows, versions, strict=True)]
    return Diff(search.comparison(*names))


def _flow(
    name: str, given: FlowGiven, backend: BackendGiven | None, account: AccountGiven | None, at: At | None
) -> tuple[FlowFile, int | None]:
    if backend is not None:
        with naming(f"{name}_backend"):
            in_person(backend)
    with naming(name):
        return begun(given, account=account, at=at, backend=backend)


def _name(flow: FlowFile, backend: BackendGiven | None) -> str:
    return " with ".join(filter(None, (flow.file or flow.name, flow.backend if backend is not None else None)))
