"""Registered webhooks, as the operations on them show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict, cast, get_args

from simulator.server.document.says import Amount, Says, SubAccountId

if TYPE_CHECKING:
    from simulator.server.sessions.wire import Registration
    from simulator.server.tenants import Tenant

Type = Literal["VCS", "VCA", "VSS", "VRU", "VNU"]
TYPES: tuple[Type, ...] = get_args(Type)
"""What can be registered (documented)."""
Url = Annotated[str, Says("http://127.0.0.1:9000/vca")]


class WebhookShown(TypedDict):
    """A registered webhook."""

    type: Type
    url: Url
    enabled: bool
    httpAuthHeaderAvailable: bool


class WebhooksShown(TypedDict):
    """All webhooks of an account."""

    subAccountId: SubAccountId
    count: Amount
    webhooks: list[WebhookShown]
    statusCode: Literal[0]
    statusMessage: Literal["ok"]


def webhook_data(one: Registration) -> WebhookShown:
    """One of them; that there is a header is told, never what it is."""
    return {
        "type": cast("Type", one.type),
        "url": one.url,
        "enabled": one.enabled,
        "httpAuthHeaderAvailable": one.authorization is not None,
    }


def listed(tenant: Tenant) -> WebhooksShown:
    """All of a subaccount."""
    found = [webhook_data(one) for one in tenant.webhooks.values()]
    return {
        "subAccountId": tenant.id,
        "count": len(found),
        "webhooks": found,
        "statusCode": 0,
        "statusMessage": "ok",
    }
