"""POST /calls: the old dialect (v1.1), for accounts that say so: one action that carries its own numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from simulator.server.api.base.family import session_error
from simulator.server.api.base.message import Outgoing
from simulator.server.api.base.operation import Refusal
from simulator.server.api.post_callflows import REFUSED as OF_CALLFLOWS
from simulator.server.api.post_callflows import begun
from simulator.server.document.says import Id, Phone, SomeText

if TYPE_CHECKING:
    from simulator.server.api.base.message import Incoming

METHOD, PATH, FAMILY = "POST", "/api/v1/subaccounts/{subAccountId}/calls", session_error
SUMMARY = "Start a call of the old dialect (v1.1)"
BODY = {"$ref": "#/definitions/oldRequest"}
_SAID = {"text": "Your parcel is here.", "voiceProfile": "en-GB-Emma"}
EXAMPLE = {"callflow": [{"action": "say", "params": {"source": "+6562345678", "destination": "+6591234567", **_SAID}}]}
REFUSED = {**OF_CALLFLOWS, 404: Refusal("the account does not speak this dialect, or there is no such account")}
OLD = "v1.1"


class OldCreated(TypedDict):
    """A call that has begun, as the old dialect has it."""

    uid: Id
    status: Literal["CREATED"]
    destination: NotRequired[Phone]
    clientRequestId: NotRequired[SomeText]


ANSWER = OldCreated
_ORDER = ("uid", "status", "destination", "clientRequestId")


async def answer(asked: Incoming) -> Outgoing:
    """Created, or the platform's refusal; 404 where the account speaks today's dialect."""
    if asked.own.account.dialect != OLD:
        return session_error(asked.emulation, 404, "Not Found")
    found = await begun(asked)
    if isinstance(found, Outgoing):
        return found
    return Outgoing(200, {key: found[key] for key in _ORDER if key in found})
