"""POST /webhooks: register one. Of one type there is one: a second replaces it (assumed: `secondWebhookReplaces`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.status import BAD_BODY
from simulator.server.api.base.family import coded_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.base.reading import flag_of, read_object, text_of
from simulator.server.api.base.webhooks import TYPES, WebhooksShown, listed
from simulator.server.sessions.wire import Registration
from simulator.server.store.rows import RegistrationRow

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/api/v1/subaccounts/{subAccountId}/webhooks", coded_error
SUMMARY = "Register a webhook"
ANSWER = WebhooksShown
REFUSED = {422: Refusal("the body cannot be used, or the address may not be asked", BAD_BODY[:1])}
BODY = {
    "type": "object",
    "required": ["type", "url"],
    "properties": {
        "type": {"enum": list(TYPES)},
        "url": {"type": "string", "pattern": r"\S", "examples": ["http://127.0.0.1:9000/vca"]},
        "httpAuthHeader": {"type": ["string", "null"], "pattern": r"\S", "examples": ["Bearer of-the-backend"]},
        "enabled": {"type": ["boolean", "null"]},
        "active": {"type": ["boolean", "null"], "description": "the same as `enabled`, as guides have it"},
    },
}


async def answer(asked: Incoming) -> Outgoing:
    """All that are registered then; 422 for a body that cannot be used, and an address that may not be asked."""
    try:
        found = _registration(asked)
    except UsageError as error:
        asked.emulation.events.add("hint", what=str(error))
        code, message = BAD_BODY
        return coded_error(asked.emulation, 422, message, code)
    asked.own.webhooks[found.type] = found
    house = asked.emulation.house
    house.note(RegistrationRow(asked.own.id, found.type, found.url, found.enabled, found.authorization))
    await house.stored()
    return Outgoing(200, listed(asked.own))


def _registration(asked: Incoming) -> Registration:
    given = read_object(asked.body)
    kind = text_of(given, "type")
    if kind not in TYPES:
        raise UsageError(f'the webhook type "{kind}" is not known: expected one of {", ".join(TYPES)}')
    if kind in asked.own.webhooks and not asked.own.account.assumptions.second_webhook_replaces:
        raise UsageError(f"a webhook of the type {kind} is registered (setting secondWebhookReplaces)")
    url = text_of(given, "url") or ""
    refusal = asked.emulation.allowed.refusal(url)
    if refusal is not None:
        raise UsageError(refusal)
    return Registration(kind, url, text_of(given, "httpAuthHeader", needed=False), flag_of(given, "enabled", "active"))
