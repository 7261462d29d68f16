"""Run scenarios and count what they cover: the object of the public API, which shows itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.api.arguments import functions, path_from, paths_from
from simulator.errors import UsageError
from simulator.exploring.coverage.counting import Counting
from simulator.model.reports.coverage import CoverageCounts as Counts
from simulator.model.reports.coverage import shown_share
from simulator.model.scenario.verdict import SuiteResult
from simulator.registry import nearest
from simulator.render.listing import Listing
from simulator.render.shown import Shown
from simulator.scenario.covering import count
from simulator.scenario.flows import Flows
from simulator.scenario.suite import Options, load_suite, run_suite, scenario_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.model.behaviour.ground import Ground
    from simulator.model.reports.coverage import FlowCoverage
    from simulator.model.scenario.verdict import Verdict
    from simulator.render.dataframe import ColumnType
    from simulator.render.shown_drawing import Drawing

COLUMNS: Mapping[str, ColumnType] = {
    "flow": "text", "place_id": "text", "place": "text", "input": "text", "leads_to_id": "text", "leads_to": "text",
    "calls": "whole", "covered": "truth",
}  # fmt: skip
VERDICTS: Mapping[str, ColumnType] = {
    "file": "text", "line": "whole", "scenario": "text", "outcome": "text", "does_not_hold": "text", "ms": "whole",
}  # fmt: skip


@frozen(eq=False, repr=False)
class Coverage(Shown):
    """What the calls of scenarios met of all that callers can meet, and what the scenarios came to."""

    formats = "coverage"

    counts: Counts
    result: SuiteResult

    @property
    def ok(self) -> bool:
        """Whether no scenario failed, and every file could be read."""
        return self.result.ok

    @property
    def ground(self) -> Ground:
        """How it is known that callers can meet no more than what is counted: proved, tried, assumed or notReached."""
        return self.counts.ground

    @property
    def percent(self) -> float:
        """Edges covered of all flows, 0 to 100."""
        return self.counts.percent

    @property
    def uncovered(self) -> Listing[tuple[str, str]]:
        """What no call did, in words, each with its flow: a table."""
        from simulator.render.coverage_words import gaps

        found = [(flow.name, line) for flow in self.counts.flows for line in gaps(flow)]
        return Listing.of(
            found, ("flow", "what no call did"), tuple, {"flow": "text", "what_no_call_did": "text"}, tuple
        )

    @property
    def verdicts(self) -> Listing[Verdict]:
        """What each scenario came to, in the order of files and lines: a table."""
        return Listing.of(
            self.result.verdicts,
            ("file", "scenario", "outcome", "does not hold"),
            lambda one: (
                one.scenario.file, one.scenario.name, one.outcome, ", ".join(fail.what for fail in one.failures)
            ),
            VERDICTS,
            lambda one: (
                one.scenario.file, one.scenario.line, one.scenario.name, one.outcome,
                ", ".join(fail.what for fail in one.failures) or None, one.simulated,
            ),
        )  # fmt: skip

    def drawing(self, flow: str = "") -> Drawing:
        """The places and edges of a flow, with those marked that no call met. Raises UsageError.

        `flow` is its name in the table; where one flow was called, it needs none.
        """
        from simulator.render.drawing.coverage_drawing import drawing
        from simulator.render.shown_drawing import Drawing

        return Drawing(drawing(self._flow(flow)))

    def _flow(self, name: str) -> FlowCoverage:
        known = {flow.name: flow for flow in self.counts.flows}
        if not name and len(known) == 1:
            return next(iter(known.values()))
        if name in known:
            return known[name]
        names = ", ".join(f'"{one}"' for one in (nearest(name, known, 3) if name else ()) or known)
        raise UsageError(f'which flow? expected one of {names or "none: no flow was called"}, and "{name}" was given')

    def _shown(self) -> Counts:
        return self.counts

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row per edge, with how many calls took it. Raises MissingExtraError."""
        from simulator.model.behaviour.input_class import in_words
        from simulator.render.coverage_words import name_of
        from simulator.render.dataframe import dataframe

        found = [
            (flow.name, source, name_of(flow, source), in_words(input_class), dest, name_of(flow, dest), edge.hits,
             edge.hits > 0)
            for flow in self.counts.flows
            for edge in flow.edges
            for source, input_class, dest in [edge.key]
        ]  # fmt: skip
        return dataframe(found, COLUMNS)

    def _repr_html_(self) -> str:
        """A row for each flow."""
        from simulator.render.notebook import html_table

        rows = [
            (flow.name, flow.calls, f"{flow.places_covered} of {len(flow.places)}",
             f"{flow.edges_covered} of {len(flow.edges)}", flow.problem or shown_share(flow))
            for flow in self.counts.flows
        ]  # fmt: skip
        return html_table(("flow", "calls", "places", "edges", "covered"), rows)


def cover(
    paths: str | Path | Iterable[str | Path],
    *,
    account: str | Path | None = None,
    clock: Callable[[], float] | None = None,
) -> Coverage:
    """Run scenario files, and those in folders, and count what they meet of all that callers of their flows can meet.

    Scenarios that fail count as well. `account` is an account file that takes the place of the flows' own; `clock`
    bounds the exploration of live backends, in s. Raises UsageError where a path holds no scenario.
    """
    given = paths_from("paths", [paths] if isinstance(paths, str | Path) else paths)
    functions(clock=clock)
    overlay = None if account is None else path_from("account", account).as_posix()
    suite = load_suite(scenario_files([path.as_posix() for path in given]))
    result = run_suite(suite, Options(account=overlay, keep_runs=False, trails=True))
    counting = Counting(clock=clock)
    count(counting, result.verdicts, Flows(overlay))
    return Coverage(counting.coverage(), result)
