"""POST /_sim/numbers: the webhook about virtual numbers (VNU) is sent, which the platform sends when it likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.model.status import NO_ACCOUNT
from simulator.model.values import shown
from simulator.server.api.base.family import moment, plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.numbers import number_data, numbers_of
from simulator.server.api.base.operation import UNUSABLE, Refusal
from simulator.server.api.base.reading import text_of
from simulator.server.sim.base.sessions import CONFLICT, body_of
from simulator.server.telling import DeliveredWhole, delivery_whole
from simulator.server.tenants import SUB_ACCOUNT_ID
from simulator.webhooks.base.beside import SNAPSHOT, UPDATES, VNU, numbers_body

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/numbers", plain_error
SUMMARY = "Send a VNU: a SNAPSHOT of the account's numbers, or UPDATES of some (`numbers`)"
ANSWER = DeliveredWhole
REFUSED = {
    404: Refusal("there is no such account"),
    CONFLICT: Refusal("no VNU is registered"),
    422: UNUSABLE,
}
_NAMES = ("subAccountId", "updateEventType", "numbers")
BODY = {
    "type": "object",
    "properties": {
        "subAccountId": {"type": ["string", "null"], "pattern": f"^{SUB_ACCOUNT_ID.pattern}$", "examples": ["acme"]},
        "updateEventType": {"enum": [SNAPSHOT, UPDATES]},
        "numbers": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """What became of it; 409 where no VNU is registered."""
    emulation, given = asked.emulation, body_of(asked, _NAMES)
    name = text_of(given, "subAccountId", needed=False) or emulation.tenants.first
    tenant = asked.tenant = emulation.tenants.find(name)
    if tenant is None:
        return plain_error(emulation, 404, NO_ACCOUNT.format(name))
    kind = text_of(given, "updateEventType", needed=False) or SNAPSHOT
    if kind not in (SNAPSHOT, UPDATES):
        raise UsageError(f'`updateEventType` is "{kind}", expected {SNAPSHOT} or {UPDATES}')
    receiver = tenant.enabled.get(VNU)
    if receiver is None:
        return plain_error(emulation, CONFLICT, f"no {VNU} is registered by {tenant.id}: POST /webhooks registers it")
    body = numbers_body(tenant.id, kind, _numbers(asked, given.get("numbers"), kind))
    delivery = await emulation.house.send(VNU, receiver, body, tenant.account.assumptions)
    return Outgoing(200, delivery_whole(delivery))


def _numbers(asked: Incoming, wanted: Any, kind: str) -> list[dict[str, Any]]:
    """What is told of the numbers that are wanted, all of them where none are named. Raises UsageError."""
    known, now = numbers_of(asked), moment(asked.emulation)
    if wanted is not None and not (isinstance(wanted, list) and all(isinstance(one, str) for one in wanted)):
        raise UsageError(f"`numbers` is {shown(wanted)}, expected a list of texts")
    chosen = list(known) if wanted is None else [one.lstrip("+") for one in wanted]
    for number in chosen:
        if number not in known:
            raise UsageError(f'"{number}" is none of the numbers of the account file')
    status = "UPDATED" if kind == UPDATES else "NO_CHANGE"
    more = {"updatedTimestamp": now, "updateStatus": status}
    return [{**number_data(asked, number, known[number]), **more} for number in chosen]
