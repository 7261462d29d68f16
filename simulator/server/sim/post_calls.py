"""POST /_sim/calls: a call comes in to one of the account's numbers; who calls may press keys, or be a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.call.keys import TOKEN
from simulator.model.flow.flow_file import Inbound
from simulator.model.number import MSISDN, WITHHELD, is_caller
from simulator.model.status import NO_ACCOUNT
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import UNUSABLE, Refusal
from simulator.server.api.base.reading import switch_of, text_of
from simulator.server.api.post_callflows import BUSY
from simulator.server.sim.base.beginning import TOO_MANY
from simulator.server.sim.base.sessions import SessionBrief, body_of, brief
from simulator.server.tenants import SUB_ACCOUNT_ID

if TYPE_CHECKING:
    from typing import Any

    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/_sim/calls", plain_error
SUMMARY = "Let a call come in; `manual` is a person's, else `keys` are pressed, else the line of `from` decides"
_NAMES = ("subAccountId", "from", "to", "keys", "manual")
ANSWER = SessionBrief
REFUSED = {404: Refusal("there is no such account"), 422: UNUSABLE, **TOO_MANY}
BODY = {
    "type": "object",
    "required": ["from", "to"],
    "properties": {
        "subAccountId": {"type": ["string", "null"], "pattern": f"^{SUB_ACCOUNT_ID.pattern}$", "examples": ["acme"]},
        "from": {
            "type": "string",
            "pattern": f"^(?:{MSISDN.pattern}|{'|'.join(filter(None, WITHHELD))})$",
            "examples": ["+6591234567"],
        },
        "to": {"type": "string", "pattern": f"^{MSISDN.pattern}$", "examples": ["+6562345678"]},
        "keys": {
            "type": ["string", "null"],
            "pattern": rf"^\s*(?:{TOKEN})(?:\s+(?:{TOKEN}))*\s*$",
            "examples": ["1 2#"],
        },
        "manual": {"type": ["boolean", "null"]},
    },
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """The session that has begun."""
    emulation = asked.emulation
    given = body_of(asked, _NAMES)
    name = text_of(given, "subAccountId", needed=False) or emulation.tenants.first
    tenant = emulation.tenants.find(name)
    if tenant is None:
        return plain_error(emulation, 404, NO_ACCOUNT.format(name))
    inbound = _inbound(given)
    if emulation.full():
        return plain_error(emulation, BUSY, "Service Unavailable")
    seed = emulation.next_seed()
    source = Source(b"{}", "", "reply", tenant.account, emulation.clock.now, lints=False)
    ready = prepare(source, inbound, emulation.ids_from)
    keys, manual = text_of(given, "keys", needed=False), bool(switch_of(given, "manual"))
    session = emulation.begin(tenant, ready.setting(seed, True), inbound.source, keys=keys, manual=manual)
    await emulation.house.stored(session.id)
    return Outgoing(200, brief(asked, session))


def _inbound(given: dict[str, Any]) -> Inbound:
    source, destination = text_of(given, "from") or "", text_of(given, "to") or ""
    if not is_caller(source):
        raise UsageError(f'`from` is "{source}", expected a phone number, or anonymous')
    if not MSISDN.fullmatch(destination):
        raise UsageError(f'`to` is "{destination}", expected a phone number')
    return Inbound(source, destination)
