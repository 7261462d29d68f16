"""GET /_sim/sessions/{sessionId}/report: the call as one page that needs no server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.render.run.html import render
from simulator.render.run_report import RunReport
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sim.base.sessions import UNKNOWN, found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming
    from simulator.server.sessions.live_session import LiveSession

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/report", plain_error
SUMMARY = "Download a session as one html page: timeline, webhooks, diagram"
MEDIA, ANSWER, REFUSED = "text/html", str, UNKNOWN
HEADERS = {"Content-Disposition": "the name of the file"}


async def answer(asked: Incoming) -> Outgoing:
    """The page, as a file."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    told = RunReport(_accepted(session), session.result, name=session.id)
    headers = {"Content-Disposition": f'attachment; filename="call-{session.id}.html"'}
    return Outgoing(200, headers=headers, raw=render(told).encode("utf-8", "replace"), media=MEDIA)


def _accepted(session: LiveSession) -> dict[str, Any] | None:
    """What was answered to the request; None where the call came in."""
    setting = session.setting
    if setting.inbound is not None:
        return None
    return prepare(Source(session.body, "", "request", setting.account, setting.now, lints=False)).accepted(
        setting.seed
    )
