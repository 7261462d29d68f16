"""GET /_sim/export: the whole state, without secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.document.says import Free
from simulator.server.keeping.carrying import exported

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/_sim/export", plain_error
SUMMARY = "Export the whole state: sessions, journal, registrations, lines, faults, clock; secrets are left out"
ANSWER = Free


async def answer(asked: Incoming) -> Outgoing:
    """The document, for `/_sim/import`."""
    return Outgoing(200, exported(asked.emulation))
