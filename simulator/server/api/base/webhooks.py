"""Registered webhooks, as the operations on them show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.server.sessions.wire import Registration
    from simulator.server.tenants import Tenant

TYPES = ("VCS", "VCA", "VSS", "VRU", "VNU")
"""What can be registered (documented)."""


def webhook_data(one: Registration) -> dict[str, Any]:
    """One of them; that there is a header is told, never what it is."""
    return {
        "type": one.type,
        "url": one.url,
        "enabled": one.enabled,
        "httpAuthHeaderAvailable": one.authorization is not None,
    }


def listed(tenant: Tenant) -> dict[str, Any]:
    """All of a subaccount."""
    found = [webhook_data(one) for one in tenant.webhooks.values()]
    return {
        "subAccountId": tenant.id,
        "count": len(found),
        "webhooks": found,
        "statusCode": 0,
        "statusMessage": "ok",
    }
