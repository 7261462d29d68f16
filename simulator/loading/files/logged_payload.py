"""One payload of a captured webhook: which kind it is, what stands in it, in any generation, and what stands beside."""

from __future__ import annotations

from typing import Any

from attrs import define

from simulator.loading.dates import instant

Payload = dict[str, Any]


@define
class LogEntry:
    """One body of a log, and what a recorder kept beside it."""

    payload: Payload
    reply: bytes | None = None
    request: bytes | None = None
    keeps_replies: bool = False


def is_ask(payload: Payload) -> bool:
    """Whether it is a VCA."""
    if payload.get("eventType") is not None:
        return bool(payload["eventType"] == "CALL_ACTION")
    return payload.get("callStatus") in ("ACTION_COMPLETED", "CALL_RECEIVED")


def is_update(payload: Payload) -> bool:
    """Whether it is a VCS."""
    return bool(payload.get("eventType") == "CALL_STATUS")


def tells_digits(payload: Payload) -> bool:
    """Whether it is a VCS with the digits of a completed capture."""
    return is_update(payload) and payload.get("callStatus") == "DTMF_RECEIVED"


def digits_of(payload: Payload) -> str | None:
    """The digits, wherever this generation of payloads has them."""
    data = payload.get("eventData")
    found = data.get("dtmf") if isinstance(data, dict) else data if isinstance(data, str) else payload.get("dtmf")
    return str(found) if found not in (None, "") else None


def moment_of(payload: Payload | None, name: str = "timestamp") -> int | None:
    """An instant in it, in ms since 1970; None where there is none."""
    found = (payload or {}).get(name)
    return instant(found) if isinstance(found, str) else None


def when(payload: Payload) -> tuple[bool, int]:
    """What payloads are sorted by: their instants; those without one come last, as they were written down."""
    at = moment_of(payload)
    return at is None, at or 0


def whole(value: object) -> int | None:
    """A whole number as it is; None for anything else."""
    return value if type(value) is int else None


def text(value: object) -> str | None:
    """A text as it is; None for anything else."""
    return value if isinstance(value, str) else None
