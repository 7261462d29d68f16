"""CSV with the three columns of process mining: case, activity, instant."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from simulator.model.reports.event_log import COLUMNS
from simulator.render.base.dates import date_with_ms

if TYPE_CHECKING:
    from simulator.model.reports.event_log import CaseLog

FORMAT = "csv"


def render(log: CaseLog, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """A row for each activity."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows((one.case, one.activity, date_with_ms(one.at)) for one in log.events)
    return text.getvalue()
