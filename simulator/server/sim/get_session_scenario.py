"""GET /_sim/sessions/{sessionId}/scenario: the call as a scenario file, which `callflow test` plays again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.sim.base.saving import saved_session
from simulator.server.sim.base.sessions import UNKNOWN, found, unknown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/sessions/{sessionId}/scenario", plain_error
SUMMARY = "Save a session as a scenario file: legs, keys, and what was answered"
MEDIA, ANSWER, REFUSED = "application/yaml", str, UNKNOWN


async def answer(asked: Incoming) -> Outgoing:
    """The file, with a name for it."""
    session = found(asked)
    if session is None:
        return unknown(asked)
    saved = saved_session(asked.emulation, session)
    headers = {"Content-Disposition": f'attachment; filename="{saved.name}"'}
    return Outgoing(200, headers=headers, raw=saved.text.encode("utf-8", "replace"), media=MEDIA)
