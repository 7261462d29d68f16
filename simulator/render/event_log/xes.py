"""XES, the XML of process mining (IEEE 1849): a trace for each case, an event for each activity."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from simulator.render.base.dates import date_with_ms
from simulator.render.base.junit_file import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.reports.event_log import CaseLog

FORMAT = "xes"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""


def render(log: CaseLog, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """The whole document."""
    return "".join([HEAD, f"  {_name(log.title)}\n", *_traces(log), "</log>\n"])


def _traces(log: CaseLog) -> Iterator[str]:
    for case, events in groupby(log.events, lambda one: one.case):
        yield f"  <trace>\n    {_name(case)}\n"
        for one in events:
            when = f'<date key="time:timestamp" value="{date_with_ms(one.at)}"/>'
            yield f"    <event>\n      {_name(one.activity)}\n      {when}\n    </event>\n"
        yield "  </trace>\n"


def _name(text: str) -> str:
    """A name as an attribute."""
    return f'<string key="concept:name" value={quoteattr(one_line(text))}/>'
