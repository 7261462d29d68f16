"""GET /webhooks: what is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.server.api.base.family import coded_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.webhooks import WebhooksShown, listed

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "GET", "/api/v1/subaccounts/{subAccountId}/webhooks", coded_error
SUMMARY = "List the webhooks"
ANSWER = WebhooksShown


async def answer(asked: Incoming) -> Outgoing:
    """All of them."""
    return Outgoing(200, listed(asked.own))
