"""A body from its bytes: JSON, envelope, entries, and everything that is wrong with any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.body.body import Body
from simulator.loading.body.entries import Reading, read_today
from simulator.loading.body.envelope import read_envelope, stage_of
from simulator.loading.faults import syntax
from simulator.loading.json.json_text import read_json
from simulator.loading.words import json_type
from simulator.model.account import Account

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind

_UNRESTRICTED = Account()


def read_body(raw: bytes, kind: BodyKind = "request", account: Account = _UNRESTRICTED) -> Body:
    """Read a request body or a webhook reply; what is wrong is in `faults`, and nothing is raised."""
    document = read_json(raw, account.assumptions)
    if document.faults:
        return Body(kind, faults=document.faults, text=document.text)
    data = document.data
    if not isinstance(data, dict):
        hint = f"the body is of type {json_type(data)}: write an object with a `callflow` in it"
        return Body(kind, faults=(syntax(hint),), text=document.text)
    reading = Reading(account.strict, account.dialect == "v1.1")
    envelope = read_envelope(data, kind, account, reading.faults)
    if reading.old:
        from simulator.loading.body.dialect_v11 import read_old

        read_old(envelope.listed, kind, reading)
    else:
        read_today(envelope.listed, reading)
    return Body(
        kind,
        data,
        tuple(reading.entries),
        len(envelope.listed),
        tuple(reading.faults),
        envelope.client_action_id,
        envelope.client_request_id,
        envelope.valid_until,
        tuple(reading.names),
        document.text,
    )


def read_stage(raw: bytes, account: Account = _UNRESTRICTED) -> str | None:
    """The `clientActionId` of a reply, as reading the whole of it would give it."""
    data = read_json(raw, account.assumptions).data
    return stage_of(data, []) if isinstance(data, dict) else None
