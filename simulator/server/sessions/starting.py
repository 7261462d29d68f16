"""What is stored of a session that begins: all that is needed to begin it again."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from simulator.server.store.rows import StartRow

if TYPE_CHECKING:
    from simulator.server.sessions.live_session import LiveSession
    from simulator.server.tenants import Tenant

BEGUN = ("number", "keys", "manual", "timed", "who")
"""What is kept of how it was begun."""


def start_row(tenant: Tenant, session: LiveSession, asked: dict[str, Any], body: bytes) -> StartRow:
    """What is stored of a session that begins; `asked` is how it was begun."""
    setting = session.setting
    settings = {
        **asked,
        "seed": setting.seed,
        "idsFrom": setting.ids_from,
        "inbound": None if setting.inbound is None else [setting.inbound.source, setting.inbound.destination],
        "sends": sorted(kind for kind, sent in setting.account.webhooks.items() if sent),
        "receivers": [[one.type, one.url, one.authorization] for one in session.mail.receivers.values()],
    }
    return StartRow(session.id, tenant.id, body, setting.now, settings, product=product())


@cache
def product() -> str:
    """The version of this product."""
    from importlib.metadata import version

    return version("callflow-simulator")
