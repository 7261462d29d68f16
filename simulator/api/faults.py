"""What faults do to callers: the object of the public API, which shows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.api.arguments import checked_search, legs_from, seed_from
from simulator.api.flow import begun
from simulator.exploring.faults.matrix import fault_matrix
from simulator.exploring.search.explore import LEGS
from simulator.exploring.search.explorer import Bounds
from simulator.render.dataframe import WAY, dataframe, way_cells
from simulator.render.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from simulator.api.flow import AccountGiven, At, BackendGiven, FlowGiven
    from simulator.model.behaviour.ground import Ground
    from simulator.model.call.outcome import LegOutcome
    from simulator.model.reports.fault_matrix import FaultMatrix, Strike
    from simulator.render.dataframe import ColumnType

NORMAL = Bounds()
COLUMNS: Mapping[str, ColumnType] = {
    "place": "text", "fault": "text", "at": "text", **WAY, "status": "text", "error": "whole", "heard": "text",
    "silent": "truth", "trouble": "text", "place_id": "text",
}  # fmt: skip
TINTS = ("rgba(234, 179, 8, 0.25)", "rgba(220, 38, 38, 0.3)")
"""Of a dead line and of trouble; seen on light and on dark pages."""


@frozen(eq=False, repr=False)
class Faults(Shown):
    """Every fault of backend and platform at every place of a flow that exploration finds."""

    formats = "faults"

    matrix: FaultMatrix

    @property
    def ground(self) -> Ground:
        """How it is known that callers can meet no other places: proved, tried, assumed or notReached."""
        return self.matrix.ground

    @property
    def calls(self) -> tuple[Strike, ...]:
        """Each call with its one fault: `fault`, `way`, `status`, `error`, `heard` after it, `silent`, `trouble`."""
        return self.matrix.strikes

    @property
    def silent(self) -> tuple[Strike, ...]:
        """The calls in which somebody is on the line and hears nothing more."""
        return tuple(one for one in self.calls if one.silent)

    def _shown(self) -> FaultMatrix:
        return self.matrix

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row per call (its columns: docs/api.md). Raises MissingExtraError."""
        from simulator.model.behaviour.input_class import in_words
        from simulator.model.behaviour.words import in_short

        found = [
            (in_short(row.place), one.fault, in_words(one.input_class), *way_cells(one.way), one.status, one.error,
             " ".join(one.heard) or None, one.silent, one.trouble or None, row.place.id)
            for row in self.matrix.rows
            for one in row.strikes
        ]  # fmt: skip
        return dataframe(found, COLUMNS)

    def _repr_html_(self) -> str:
        """The matrix as a table: how the session ends, and a colour where the line just goes dead."""
        from simulator.model.behaviour.words import in_short
        from simulator.render.fault_words import DEAD, TROUBLE, columns_of, full_cell, strikes_of
        from simulator.render.notebook import html_table

        kinds = columns_of(self.matrix)
        rows = [
            [in_short(row.place), *(full_cell(strikes_of(row, kind)) for kind in kinds)] for row in self.matrix.rows
        ]
        heads = ("place", *(kind.title for kind in kinds))
        tints = dict(zip((DEAD, TROUBLE), TINTS, strict=True))
        return html_table(heads, rows, lambda text: next((tints[by] for by in tints if str(text).startswith(by)), ""))


def faults(
    source: FlowGiven,
    *,
    legs: Sequence[LegOutcome | str] = (),
    bounds: Bounds = NORMAL,
    account: AccountGiven | None = None,
    at: At | None = None,
    seed: int | None = None,
    backend: BackendGiven | None = None,
    clock: Callable[[], float] | None = None,
    progress: Callable[[int, int], None] = lambda _known, _waiting: None,
) -> Faults:
    """Strike callers of a flow file, or of a request body with a backend, with every fault at every place, one a call.

    `legs` are tried at each dial (default: those of `explore --help`). `bounds` hold for exploration, their
    `seconds` (counted by `clock`) for all of it. `seed` drives the ids. Raises RefusedError where the platform refuses
    the request, UsageError where an argument cannot be used.
    """
    outcomes, seed = legs_from(legs) or LEGS, seed_from(seed)
    checked_search(bounds, clock, progress)
    flow, now = begun(source, account=account, at=at, backend=backend)
    return Faults(fault_matrix(flow, at=now, seed=seed, legs=outcomes, bounds=bounds, clock=clock, progress=progress))
