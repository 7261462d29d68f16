"""The call fields that VCA and VCS payloads share, and where the digits are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.webhooks.base.facts import Facts, Leg


def call_fields(facts: Facts, leg: Leg, status: str, at: int, number: int) -> dict[str, Any]:
    """What every event of a call says (documented); `number` counts the events of the session."""
    settings = facts.setting.assumptions
    flat = settings.digits_field == "flat"
    return {
        "eventId": facts.event_id(at, number),
        "callId": facts.call_id(leg),
        "sessionId": facts.session_id,
        "subAccountId": facts.setting.account.sub_account_id,
        "callStatus": status,
        "callDirection": "INBOUND" if leg.inbound else "OUTBOUND",
        "callType": "PSTN",
        **facts.numbers(leg, refs=not flat),
        "callDuration": leg.seconds(at, settings),
        "sipCode": leg.sip_at(at, settings),
        "timestamp": facts.millis(at),
    }


def digit_fields(facts: Facts, digits: str | None) -> dict[str, Any]:
    """The digits in the generation of payloads that the setting `digitsField` asks for (observed)."""
    form = facts.setting.assumptions.digits_field
    if form == "flat":
        return {"dtmf": digits}
    if form == "string":
        return {"eventData": digits}
    fields: dict[str, Any] = {"eventData": {"dtmf": digits}}
    return fields if form == "object" else {**fields, "dtmf": digits}


def envelope(payload: dict[str, Any], event_type: str, description: str) -> dict[str, Any]:
    """What every webhook is wrapped in (documented)."""
    return {"payload": payload, "namespace": "VOICE", "eventType": event_type, "description": description}
