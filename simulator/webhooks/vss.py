"""VSS: the summary of a session once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model.call.event import Ended
from simulator.model.status import SESSION_ERRORS
from simulator.webhooks.base.fields import envelope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.event import Event
    from simulator.webhooks.base.facts import Facts, Leg

TYPE = "VSS"
REGISTERED, POSTED, EXPECTED = True, True, True
TELLS = (Ended,)
VERSION = 5
QUALITY = {"mos": 4.5, "packetLossRate": 0, "jitter": 20}
"""What is observed of every leg that was connected."""


def bodies(facts: Facts, event: Event, _number: int) -> Iterator[dict[str, Any]]:
    """One body, at the very end."""
    if isinstance(event, Ended):
        yield summary(facts, event)


def count(_facts: Facts, event: Event) -> int:
    """How many bodies an event gives, without building them."""
    return int(isinstance(event, Ended))


def summary(facts: Facts, ended: Ended) -> dict[str, Any]:
    """The summary's body (fields documented, spellings of times observed)."""
    setting = facts.setting
    payload: dict[str, Any] = {
        "sessionId": facts.session_id,
        "subAccountId": setting.account.sub_account_id,
        "sessionStatus": ended.status,
        "startTime": facts.seconds(0),
        "endTime": facts.seconds(ended.at),
        "lastAction": ended.last_action,
        "callCount": len(facts.legs),
    }
    if setting.client_request_id is not None:
        payload["clientRequestId"] = setting.client_request_id
    if ended.error is not None:
        payload["errorDetails"] = _error(facts, ended, ended.error)
    payload["details"] = {f"call{leg.name}": _leg(facts, leg) for leg in facts.legs}
    body = envelope(payload, "SESSION_SUMMARY", "Summary of a completed call session")
    return {**body, "version": VERSION}


def _error(facts: Facts, ended: Ended, code: int) -> dict[str, Any]:
    """The code and its message; with -2003 alone also the request, and the action that ran last (observed)."""
    details: dict[str, Any] = {"errorMsg": SESSION_ERRORS[code].message, "errorCode": code}
    if code != -2003:
        return details
    details["callFlowRequestId"] = facts.request_id
    if ended.last_action is not None:
        details["action"] = ended.last_action
    return details


def _leg(facts: Facts, leg: Leg) -> dict[str, Any]:
    over = leg.disconnected or 0
    found: dict[str, Any] = {
        "callId": facts.call_id(leg),
        "callDirection": "INBOUND" if leg.inbound else "OUTBOUND",
        "callType": "PSTN",
        "initiatedTimestamp": facts.seconds(leg.initiated),
    }
    if leg.connected is not None:
        found["connectedTimestamp"] = facts.seconds(leg.connected)
    found["disconnectedTimestamp"] = facts.seconds(over)
    found |= facts.numbers(leg)
    found["callStatus"] = leg.status
    found["callDuration"] = leg.seconds(over, facts.setting.assumptions)
    if leg.connected is not None:
        found["callQuality"] = dict(QUALITY)
    return found
