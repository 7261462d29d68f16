"""JSON lines: each webhook of one run with what was answered, a log that `callflow replay` reads.

The first line also has the request, so that nothing of the call is told nowhere in the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.json import line
from simulator.render.run.json import reply_data, webhook_data

if TYPE_CHECKING:
    from simulator.render.run_report import RunReport

FORMAT = "webhooks"


def render(report: RunReport, colour: bool = False) -> str:  # noqa: ARG001 - every format takes it
    """A line for each webhook; nothing for a request that was refused."""
    found = [webhook_data(webhook) for webhook in report.call.webhooks] if report.call is not None else []
    if found and report.request is not None:
        found[0]["request"] = reply_data(report.request.decode("utf-8-sig"))
    return "".join(line(one) for one in found)
