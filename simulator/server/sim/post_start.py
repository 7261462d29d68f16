"""POST /_sim/start: the flow that the server was started with begins, as a person presses Start on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.model.call.lines import ANYBODY, parse_line, who_form
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.api.base.family import plain_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.base.reading import switch_of, text_of
from simulator.server.api.post_callflows import BUSY, number_of, refused_data, said_of
from simulator.server.api.post_callflows import REFUSED as OF_A_BODY
from simulator.server.sim.base.sessions import CONFLICT, SessionBrief, body_of, brief

if TYPE_CHECKING:
    from typing import Any

    from simulator.model.call.lines import LineRule
    from simulator.rules.base.check import RequestAnswer
    from simulator.running.prepared import Prepared
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation
    from simulator.server.tenants import Tenant

METHOD, PATH, FAMILY = "POST", "/_sim/start", plain_error
SUMMARY = "Start the flow of the server; `manual`: a phone rings; `who`: 'answered:2s keys=1'; else the lines decide"
ANSWER = SessionBrief
REFUSED = {
    **OF_A_BODY,
    CONFLICT: Refusal("no flow was given"),
    422: Refusal("the body cannot be used, or the call flow breaks a rule", (422, *OF_A_BODY[422].codes)),
}
BODY = {
    "type": "object",
    "properties": {
        "manual": {"type": "boolean"},
        "who": {"type": "string", "pattern": rf"^\s*(?:{who_form()})\s*$", "examples": ["answered:2s keys=1"]},
    },
    "additionalProperties": False,
}


async def answer(asked: Incoming) -> Outgoing:
    """The session that has begun; 409 without a flow, 422 for one that the platform refuses."""
    emulation, flow = asked.emulation, asked.emulation.flow
    manual, who = _who(body_of(asked, ("manual", "who")))
    if flow is None:
        return plain_error(emulation, CONFLICT, "no flow was given: start the server with `callflow serve FLOW`")
    tenant = emulation.tenants.find(flow.account.sub_account_id) or emulation.tenants.find(emulation.tenants.first)
    assert tenant is not None  # the first is there
    if emulation.full():
        return plain_error(emulation, BUSY, "Service Unavailable")
    ready = _ready(emulation, tenant)
    if ready.inbound is None and (given := said_of(emulation, tenant.account, ready)).status_code != 1:
        return _refused(emulation, tenant, ready, given)
    setting = ready.setting(emulation.next_seed(), True)
    number = number_of(ready) if ready.inbound is None else ready.inbound.source
    session = emulation.begin(tenant, setting, number, body=ready.source.raw, manual=manual, who=who)
    await emulation.house.stored(session.id)
    return Outgoing(200, brief(asked, session))


def _who(given: dict[str, Any]) -> tuple[bool, LineRule | None]:
    """Whether a person answers, or who does."""
    manual, who = bool(switch_of(given, "manual")), text_of(given, "who", needed=False)
    if manual and who is not None:
        raise UsageError("`manual` and `who` both say who answers: give one of the two")
    return manual, None if who is None else parse_line(f"{ANYBODY.numbers}={who}")


def _ready(emulation: Emulation, tenant: Tenant) -> Prepared:
    """What the flow begins with, checked now."""
    flow, now, made = emulation.flow, emulation.clock.now, emulation.ids_from
    assert flow is not None  # who asks has looked
    if flow.body is None:
        return prepare(Source(b"{}", flow.file, "reply", tenant.account, now, lints=False), flow.inbound, made)
    source = Source(flow.body.raw, flow.body.text.file, "request", tenant.account, now, lints=False)
    return prepare(source, ids_from=made)


def _refused(emulation: Emulation, tenant: Tenant, ready: Prepared, given: RequestAnswer) -> Outgoing:
    """The platform's answer to the request of the flow."""
    emulation.events.later("refused", refused_data, tenant.id, ready.source, given)
    return plain_error(emulation, given.http_status or 500, given.status_message, given.status_code)
