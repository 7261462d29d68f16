"""JSON, for programs: all numbers as they are. `version` is 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.json import dumps

if TYPE_CHECKING:
    from simulator.render.reporting.traffic_report import TrafficReport

FORMAT = "json"
VERSION = 1


def render(report: TrafficReport, colour: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """All of it; shares are from 0 to 1, times are seconds, and counts are a call."""
    return dumps({"version": VERSION, **report.data})
