"""The table of many calls: rows, counts, a DataFrame, and a summary that a notebook shows."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any, overload

from attrs import astuple, evolve, frozen

from simulator.api.arguments import moment_from
from simulator.api.called import Called
from simulator.render.dataframe import dataframe
from simulator.render.listing import Listing
from simulator.render.shown import Printed
from simulator.running.prepared import now_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.api.call_facts import EntryMade
    from simulator.api.exporting.event_log import EventLog
    from simulator.api.flow import At
    from simulator.api.traffic.offered_calls import OfferedCalls
    from simulator.render.dataframe import ColumnType

ARROW = " > "
COLUMNS: Mapping[str, ColumnType] = {
    "caller": "whole", "path": "text", "outcome": "text", "status": "text", "error": "whole", "keys": "text",
    "seconds": "number", "heard_last": "text", "script": "text", "legs": "text", "segment": "text", "wanted": "text",
    "ended_by": "text", "person": "truth", "goal": "truth", "last_place": "text", "ring_seconds": "number",
    "ivr_seconds": "number", "talk_seconds": "number", "retries": "whole",
}  # fmt: skip
ENTRIES: Mapping[str, ColumnType] = {
    "caller": "whole", "number": "whole", "place_id": "text", "stage": "text", "attempt": "whole", "digits": "text",
    "outcome": "text", "reason": "text", "asked": "whole", "first_key": "whole", "ended": "whole",
}  # fmt: skip


@frozen(eq=False, repr=False)
class Population(Printed):
    """What became of a crowd of callers: a sequence of rows, in the order of the callers."""

    rows: tuple[Called, ...]
    title: str

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Called]:
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> Called: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Called, ...]: ...
    def __getitem__(self, at: int | slice) -> Called | tuple[Called, ...]:
        return self.rows[at]

    def __add__(self, other: Population) -> Population:
        """Both crowds as one; the callers of the other are counted on from these."""
        if not isinstance(other, Population):
            return NotImplemented
        more = (_renumbered(row, number) for number, row in enumerate(other.rows, len(self.rows)))
        title = self.title if self.title == other.title else f"{self.title}, {other.title}"
        return Population((*self.rows, *more), title)

    @property
    def entries(self) -> Listing[EntryMade]:
        """Every entry of every caller, in order: a table."""
        made = (entry for row in self.rows for entry in row.facts.entries)
        columns = ("caller", "number", "stage", "attempt", "digits", "outcome", "reason")
        return Listing.of(made, columns, lambda one: [getattr(one, name) for name in columns], ENTRIES, astuple)

    def summary(self) -> dict[str, dict[str, int]]:
        """How many calls came to each `outcome`, and took each `path` (its places joined), most first."""
        return {
            "outcome": _counted(row.outcome for row in self.rows),
            "path": _counted(ARROW.join(row.path) for row in self.rows),
        }

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame`, a row per caller (its columns: docs/api.md). Raises MissingExtraError."""
        return dataframe(map(_record, self.rows), COLUMNS)

    def offered(
        self, arrivals: Any, ports: int | None = None, *, agents: int | None = None, seed: int | None = None
    ) -> OfferedCalls:
        """What calls like these ask of trunks (`ports`: those there are, else how many are enough) and of `agents`.

        `arrivals` are as `Expectations.offered` takes them; machines that answer are no calls for the agents.
        Raises UsageError, also where the simulator stopped some of the calls.
        """
        from simulator.api.traffic.offered_calls import OfferedCalls, holding_of, offered_from

        facts, size = [row.facts for row in self.rows], max(len(self.rows), 1)
        stopped = sum(one.ended_by == "simulator" for one in facts) / size
        ms = [round(1000 * row.seconds) for row in self.rows]
        answers, talk = sum(one.answers for one in facts) / size, sum(one.person_seconds for one in facts) / size
        holding = holding_of(ms, answers, talk, stopped)
        return OfferedCalls(offered_from(arrivals, holding, ports, agents, seed), self.title)

    def to_event_log(self, *, at: At | None = None) -> EventLog:
        """What happened in each call, for process mining: an activity for each entry, and the end.

        All calls begin at one instant: `at`, or the one at which they are usually run. Raises UsageError.
        """
        from simulator.api.exporting.event_log import event_log  # most crowds are read here

        return event_log(self.rows, self.title, now_of(moment_from(at)))

    def _groups(self) -> list[tuple[str, str, int, str, str, str]]:
        """Path, outcome, calls, and the shortest, the middle and the longest call in s; most calls first."""
        seconds: dict[tuple[str, str], list[float]] = {}
        for row in self.rows:
            seconds.setdefault((ARROW.join(row.path), row.outcome), []).append(row.seconds)
        ranked = sorted(seconds.items(), key=lambda item: (-len(item[1]), item[0]))
        return [
            (*names, len(found), *(f"{value:.1f}" for value in (min(found), median(found), max(found))))  # type: ignore[misc]
            for names, found in ranked
        ]

    def __str__(self) -> str:
        lines = [f"{len(self)} calls: {self.title}"]
        for path, outcome, calls, low, middle, high in self._groups():
            lines.append(f"{calls:>7}  {outcome:<12} {low:>7} {middle:>7} {high:>7} s  {path}")
        return "\n".join(lines) + "\n"

    def _repr_html_(self) -> str:
        from simulator.render.notebook import html_table

        headers = (f"path ({len(self)} calls)", "outcome", "calls", "shortest, s", "median, s", "longest, s")
        return html_table(headers, self._groups())


def _record(row: Called) -> tuple[object, ...]:
    status, _, code = row.outcome.partition(" ")
    path = ARROW.join(row.path)
    return (
        row.caller, path or None, row.outcome, status, int(code) if code.lstrip("-").isdigit() else None,
        row.keys or None, row.seconds, row.heard_last or None, row.script or None, ", ".join(row.legs) or None,
        row.segment or None, row.wanted or None, row.facts.ended_by or None, row.facts.person, row.facts.goal,
        row.last_place or None, row.facts.ring_seconds, row.facts.ivr_seconds, row.facts.talk_seconds,
        row.facts.retries,
    )  # fmt: skip


def _renumbered(row: Called, number: int) -> Called:
    entries = tuple(evolve(one, caller=number) for one in row.facts.entries)
    return evolve(row, caller=number, facts=evolve(row.facts, entries=entries))


def _counted(words: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
