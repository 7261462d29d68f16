"""GET /recording-push-config: where recordings are pushed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import coded_error
from simulator.server.api.base.push import NONE_CONFIGURED, PushConfig, shown

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming, Outgoing

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/recording-push-config", coded_error
SUMMARY = "Show where recordings are pushed to"
ANSWER, REFUSED = PushConfig, NONE_CONFIGURED


async def answer(asked: Incoming) -> Outgoing:
    """What is configured."""
    return shown(asked)
