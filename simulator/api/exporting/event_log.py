"""Calls as an event log for process mining: three columns, as CSV or XES."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from simulator.errors import UsageError
from simulator.files.writing import is_there
from simulator.model.reports.event_log import BEGIN, COLUMNS, CaseEvent, CaseLog, entered
from simulator.render.base.dates import date_with_ms
from simulator.render.dataframe import dataframe
from simulator.render.output import place_of, write
from simulator.render.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from simulator.api.called import Called

ENDINGS = {".csv": "csv", ".xes": "xes"}
"""How the name of a file ends, and the format that it has."""


@frozen(eq=False, repr=False)
class EventLog(Shown):
    """The activities of calls, a case for each: `render("csv")`, `render("xes")`, or a DataFrame."""

    found: CaseLog
    formats: ClassVar[str] = "event_log"

    def _shown(self) -> CaseLog:
        return self.found

    def __str__(self) -> str:
        return self.render("csv")

    def __len__(self) -> int:
        return len(self.found.events)

    def to_dataframe(self) -> Any:
        """A `pandas.DataFrame` of the three columns, the instants as texts. Raises MissingExtraError."""
        rows = ((one.case, one.activity, date_with_ms(one.at)) for one in self.found.events)
        return dataframe(rows, dict.fromkeys(COLUMNS, "text"))

    def save(self, file: str | Path, *, force: bool = False) -> None:
        """Write it as the file's name ends, `.csv` or `.xes`. Raises UsageError where that is none, or it exists."""
        name = format_of(str(file))
        path = place_of(str(file))
        if is_there(path) and not force:
            raise UsageError(f'"{file}" exists and is not overwritten: choose another name, or force it')
        write(path, self.render(name))


def format_of(file: str) -> str:
    """The format that the name of a file asks for. Raises UsageError."""
    found = next((name for ending, name in ENDINGS.items() if file.lower().endswith(ending)), "")
    if not found:
        raise UsageError(f'"{file}" names no event log: expected NAME.csv or NAME.xes')
    return found


def event_log(rows: Iterable[Called], title: str, begins: int) -> EventLog:
    """The log of calls that all begin at one instant, in ms since 1970."""
    return EventLog(CaseLog(title, tuple(event for row in rows for event in _case(row, begins))))


def _case(row: Called, begins: int) -> Iterator[CaseEvent]:
    case = str(row.caller)
    yield CaseEvent(case, BEGIN, begins)
    for one in row.facts.entries:
        if one.outcome != "abandoned":
            yield CaseEvent(case, entered(one.stage, one.digits or "silence"), begins + one.ended)
    end = "hung up" if row.facts.ended_by == "caller" else row.outcome
    yield CaseEvent(case, end, begins + round(row.seconds * 1000))
