"""The envelope of a body: its list of actions, how long it is valid, and the ids that are handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.loading.dates import instant
from simulator.loading.faults import ENVELOPE_CAUSE, MISSING, renamed, shape, unknown_field, wrong_type
from simulator.loading.paths import child
from simulator.loading.words import choices, json_type, quoted
from simulator.model.record import record
from simulator.registry import nearest, renames

if TYPE_CHECKING:
    from simulator.loading.body.body import BodyKind
    from simulator.model.account import Account
    from simulator.model.diagnostic import Finding

FIELDS = ("callflow", "validUntil", "clientActionId", "clientRequestId")
"""Every field of an envelope; a reply has `callflow` and `clientActionId` of them (documented)."""
_FIELDS = frozenset(FIELDS)


@record
class Envelope:
    """What the top of a body says; `listed` are its entries, not looked at yet."""

    listed: list[Any]
    valid_until: int | None
    client_action_id: str | None
    client_request_id: str | None


def read_envelope(data: dict[str, Any], kind: BodyKind, account: Account, faults: list[Finding]) -> Envelope:
    """Read the top of a body; what is wrong with it is added to `faults`."""
    if account.strict and not data.keys() <= _FIELDS:
        faults.extend(_unknown(data))
    may_be_empty = kind == "reply" and account.assumptions.empty_reply_hangs_up
    return Envelope(
        _listed(data.get("callflow"), faults, may_be_empty=may_be_empty),
        _valid_until(data.get("validUntil"), faults),
        stage_of(data, faults),
        _text(data, "clientRequestId", faults),
    )


def stage_of(data: dict[str, Any], faults: list[Finding]) -> str | None:
    """The stage that an envelope names; what is wrong with it is added to `faults`."""
    return _text(data, "clientActionId", faults)


def _unknown(data: dict[str, Any]) -> list[Finding]:
    known, names = FIELDS, renames(data, FIELDS)
    return [
        unknown_field(child("$", name), choices(nearest(name, known)) or f"remove it, or use {', '.join(known)}",
                      ENVELOPE_CAUSE, renamed(name, names))
        for name in data if name not in known
    ]  # fmt: skip


def _listed(value: Any, faults: list[Finding], *, may_be_empty: bool) -> list[Any]:
    path = "$.callflow"
    if value is None:
        if not may_be_empty:
            faults.append(shape(path, MISSING, "add a `callflow` with the list of actions", ENVELOPE_CAUSE))
        return []
    if not isinstance(value, list):
        hint = f"found {quoted(value)}: write a list of actions in square brackets"
        faults.append(shape(path, wrong_type(json_type(value), "array"), hint, ENVELOPE_CAUSE))
        return []
    if not value and not may_be_empty:
        problem = "there must be a minimum of 1 items in the array"
        faults.append(shape(path, problem, "add at least one action", ENVELOPE_CAUSE))
    return value


def _valid_until(value: Any, faults: list[Finding]) -> int | None:
    if value is None:
        return None
    found = instant(value) if isinstance(value, str) else None
    if found is None:
        problem = "does not match the date-time pattern" if isinstance(value, str) else wrong_type(
            json_type(value), "string")  # fmt: skip
        hint = f"found {quoted(value)}: write a date and time in UTC, such as `2026-01-13T08:26:58.000Z`"
        faults.append(shape("$.validUntil", problem, hint, ENVELOPE_CAUSE))
    return found


def _text(data: dict[str, Any], name: str, faults: list[Finding]) -> str | None:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value
    hint = f"found {quoted(value)}: write it in quotes" if isinstance(value, int) else f"found {quoted(value)}"
    faults.append(shape(f"$.{name}", wrong_type(json_type(value), "string"), hint, ENVELOPE_CAUSE))
    return None
