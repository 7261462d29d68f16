"""GET /_sim/sessions/{sessionId}/report: the call as one page that needs no server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.render.run.html import render
from simulator.render.run_report import RunReport
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.repeating import Beginning
from simulator.server.sim.base.sessions import found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/report", plain_error
SUMMARY = "Download a session as one html page: timeline, webhooks, diagram"
MEDIA = "text/html"


async def answer(asked: Incoming) -> Outgoing:
    """The page, as a file."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    ready = Beginning.of(asked.emulation, session).ready(session.setting.now)
    told = RunReport(ready.accepted(session.setting.seed), session.result, name=session.id)
    headers = {"Content-Disposition": f'attachment; filename="call-{session.id}.html"'}
    return Outgoing(200, headers=headers, raw=render(told).encode("utf-8", "replace"), media=MEDIA)
