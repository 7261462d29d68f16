"""DELETE /recording-push-config: push recordings nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import coded_error
from simulator.server.api.base.push import NONE_CONFIGURED, RemovedPushConfig, keep, shown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "DELETE", "/api/v1/subaccounts/{subAccountId}/recording-push-config", coded_error
SUMMARY = "Push recordings nowhere any more"
ANSWER, REFUSED = RemovedPushConfig, NONE_CONFIGURED


async def answer(asked: Incoming) -> Outgoing:
    """What was configured."""
    found = shown(asked, delete=True)
    await keep(asked, None)
    return found
