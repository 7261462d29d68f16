"""DELETE /webhooks/{type}: forget one. None of that type: 404 (assumed: `unknownWebhookDeletes`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from simulator.server.api.base.family import coded_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.base.webhooks import TYPES, Type, Url, webhook_data
from simulator.server.document.says import SubAccountId
from simulator.server.store.rows import RegistrationRow, Removal

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "DELETE", "/api/v1/subaccounts/{subAccountId}/webhooks/{type}", coded_error
SUMMARY = "Remove a webhook"
REFUSED = {404: Refusal("none of that type is registered, or there is no such account")}


class RemovedWebhook(TypedDict):
    """The webhook that was removed."""

    subAccountId: SubAccountId
    type: Type
    url: Url
    enabled: bool
    httpAuthHeaderAvailable: bool
    statusCode: Literal[0]
    statusMessage: Literal["deleted"]


ANSWER = RemovedWebhook


async def answer(asked: Incoming) -> Outgoing:
    """The one that was forgotten."""
    found = asked.own.webhooks.pop(asked.path["type"], None)
    if found is None:
        return _unknown(asked)
    asked.emulation.house.note(Removal(RegistrationRow, (asked.own.id, found.type)))
    await asked.emulation.house.stored()
    body: RemovedWebhook = {
        "subAccountId": asked.own.id,
        **webhook_data(found),
        "statusCode": 0,
        "statusMessage": "deleted",
    }
    return Outgoing(200, body)


def _unknown(asked: Incoming) -> Outgoing:
    """None of that type was registered; a type that nobody knows never is."""
    kind = asked.path["type"]
    if kind not in TYPES or asked.own.account.assumptions.unknown_webhook_deletes == "404":
        return coded_error(asked.emulation, 404, f"Webhook not found by type : {kind}")
    nothing: RemovedWebhook = {
        "subAccountId": asked.own.id,
        "type": kind,
        "url": "",
        "enabled": False,
        "httpAuthHeaderAvailable": False,
        "statusCode": 0,
        "statusMessage": "deleted",
    }
    return Outgoing(200, nothing)
