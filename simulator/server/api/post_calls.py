"""POST /calls: the old dialect (v1.1), for accounts that say so: one action that carries its own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import session_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.post_callflows import begun

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/api/v1/subaccounts/{subAccountId}/calls", session_error
SUMMARY = "Start a call of the old dialect (v1.1)"
OLD = "v1.1"
_ORDER = ("uid", "status", "destination", "clientRequestId")


async def answer(asked: Incoming) -> Outgoing:
    """Created, or the platform's refusal; 404 where the account speaks today's dialect."""
    if asked.own.account.dialect != OLD:
        return session_error(asked.emulation, 404, "Not Found")
    found = await begun(asked)
    if isinstance(found, Outgoing):
        return found
    return Outgoing(200, {key: found[key] for key in _ORDER if key in found})
