"""POST /callflows: a call flow is checked, and a call begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, TypedDict

from attrs import evolve

from simulator.actions.make_call import MakeCall
from simulator.model.status import STATUS
from simulator.rules.base.check import answer_for
from simulator.running.prepared import prepare
from simulator.running.source import Source
from simulator.server.api.base.family import session_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.document.says import Id, Says
from simulator.server.testing.awaited import SentFlow

if TYPE_CHECKING:
    from simulator.model.account import Account
    from simulator.rules.base.check import RequestAnswer
    from simulator.running.prepared import Prepared
    from simulator.server.api.base.message import Incoming
    from simulator.server.emulation import Emulation
    from simulator.server.sessions.live_session import LiveSession

METHOD, PATH, FAMILY = "POST", "/api/v1/subaccounts/{subAccountId}/callflows", session_error
SUMMARY = "Start a call flow"
BODY = {"$ref": "#/definitions/request"}
EXAMPLE = {
    "callflow": [
        {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
        {"action": "say", "params": {"text": "Your parcel is here.", "voiceProfile": "en-GB-Emma"}},
    ]
}
BUSY = 503
_CODES = tuple(one.code for one in STATUS.values() if one.http in (400, 422))
_FAULTS = tuple(one.code for one in STATUS.values() if one.http == 500)
REFUSED = {
    400: Refusal("the body cannot be read as a call flow", _CODES),
    422: Refusal("the call flow breaks a rule", _CODES),
    500: Refusal("an error of ours, or one that is injected", (500, *_FAULTS)),
    BUSY: Refusal("there are as many live calls as the server takes"),
}
"""Which of the codes go with 400 and which with 422 is a setting of the account file (`httpSplit`)."""


class Created(TypedDict):
    """A call that has begun."""

    sessionId: Id
    sessionStatus: Literal["CREATED"]
    callFlowRequestId: Id
    validUntil: NotRequired[Annotated[str, Says("2026-01-05T10:00:00Z", words="as it was given")]]
    statusCode: Literal[1]
    statusMessage: Literal["Created"]


ANSWER = Created
_ORDER = ("sessionId", "sessionStatus", "callFlowRequestId", "validUntil", "statusCode", "statusMessage")


async def answer(asked: Incoming) -> Outgoing:
    """Created, or the platform's refusal of the body."""
    found = await begun(asked)
    if isinstance(found, Outgoing):
        return found
    return Outgoing(200, {key: found[key] for key in _ORDER if key in found})


async def begun(asked: Incoming) -> Outgoing | dict[str, Any]:
    """What the platform says of the call that has begun; the whole answer where none did."""
    emulation, tenant = asked.emulation, asked.own
    source = Source(asked.body, "", "request", tenant.account, emulation.clock.now, lints=False)
    ready = prepare(source, ids_from=emulation.ids_from)
    seed = emulation.next_seed()
    refusal = _refusal(asked, ready, seed)
    if refusal is not None:
        return refusal
    if emulation.full():
        return session_error(emulation, BUSY, "Service Unavailable")
    setting = ready.setting(seed, True)
    session = emulation.begin(tenant, setting, number_of(ready), body=asked.body)
    await emulation.house.stored(session.id)
    accepted = ready.accepted(seed)
    assert accepted is not None  # it is no inbound call
    _arrived(emulation, ready, accepted, session)
    return accepted


def _arrived(emulation: Emulation, ready: Prepared, answer: dict[str, Any], session: LiveSession | None) -> None:
    """Tell the test that waits for it, if one does."""
    if emulation.awaited is not None:
        emulation.awaited.came(SentFlow(ready.source, number_of(ready), answer, session))


def _refusal(asked: Incoming, ready: Prepared, seed: int) -> Outgoing | None:
    """The answer to a body that is refused, or where an error is injected."""
    emulation = asked.emulation
    given = said_of(emulation, asked.own.account, ready)
    if given.status_code == 1:
        return None
    ids = ready.ids(seed)
    emulation.events.later("refused", refused_data, asked.own.id, ready.source, given)
    body = {
        "sessionStatus": given.session_status,
        "callFlowRequestId": ids["callFlowRequestId"],
        "statusCode": given.status_code,
        "statusMessage": given.status_message,
    }
    _arrived(emulation, ready, body, None)
    return Outgoing(given.http_status or 500, body)


def said_of(emulation: Emulation, account: Account, ready: Prepared) -> RequestAnswer:
    """What the platform says of a request: the error that is injected, else what it found itself."""
    fault = emulation.faults.take("answer")
    return ready.source.checked.answer if fault is None else answer_for(fault.code, "request", account)


def refused_data(sub_account: str, source: Source, given: RequestAnswer) -> dict[str, Any]:
    """What is to be said of a body that was refused."""
    from simulator.render.diagnostics.json import finding
    from simulator.render.diagnostics.text import render

    source = evolve(source, lints=True)
    findings = [finding(one) for one in source.checked.diagnostics]
    return {
        "subAccountId": sub_account,
        "answer": given.as_dict(),
        "findings": findings,
        "frames": render([source.report]),
    }


def number_of(ready: Prepared) -> str:
    """The number that is dialled first; empty where a stored call flow says."""
    first = next(iter(ready.source.checked.body.actions), None)
    return first.destination if isinstance(first, MakeCall) else ""
