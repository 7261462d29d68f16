"""Captured webhook traffic becomes sessions: JSON lines, or a folder of bodies, digits of any of three generations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.loading.dates import instant
from simulator.model.call.logged import LoggedAsk, LoggedLeg, LoggedSession

if TYPE_CHECKING:
    from collections.abc import Iterator

Payload = dict[str, Any]
LEG_EVENTS = ("CALL_INITIATED", "CALL_CONNECTED", "CALL_DISCONNECTED")
"""What status updates tell of a leg that is dialled."""


def read_log(path: Path) -> tuple[LoggedSession, ...]:
    """Every session of a log, in the order of its first body. Raises UsageError where the log cannot be used."""
    sessions: dict[str, list[Payload]] = {}
    seen: set[str] = set()
    for payload in _payloads(path):
        event = payload.get("eventId")
        if isinstance(event, str) and event in seen:
            continue  # the platform sends a webhook again that was not answered
        seen.add(str(event))
        sessions.setdefault(str(payload.get("sessionId")), []).append(payload)
    found = tuple(_session(name, payloads) for name, payloads in sessions.items())
    if not any(session.asks or session.summary for session in found):
        raise UsageError(
            f'"{path.as_posix()}" holds no VCA or VSS body: expected JSON lines, or a folder of such bodies'
        )
    return tuple(session for session in found if session.asks or session.summary)


def _payloads(path: Path) -> Iterator[Payload]:
    try:
        files = sorted(file for file in path.rglob("*.json*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            yield from _of_file(file, file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f'"{path.as_posix()}" cannot be read: {why}') from None


def _of_file(file: Path, text: str) -> Iterator[Payload]:
    """The bodies of a file: one JSON value, or one on each line."""
    try:
        values = [json.loads(text)]
    except ValueError:
        values = list(_of_lines(file, text))
    for value in values:
        for body in value if isinstance(value, list) else [value]:
            payload = _payload(body)
            if payload is not None:
                yield payload


def _of_lines(file: Path, text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                place = f"{file.as_posix()}:{number}:{getattr(error, 'colno', 1)}"
                raise UsageError(f"{place}: this is no JSON: write one body on each line") from None


def _payload(body: Any) -> Payload | None:
    """The payload of a body, of one that a recorder wrapped (`{"body": ...}`), or the payload itself."""
    for _ in range(3):
        if not isinstance(body, dict):
            return None
        if "sessionId" in body and ("callStatus" in body or "sessionStatus" in body):
            return body
        inner = body.get("payload", body.get("body"))
        body = _keep_type(inner, body.get("eventType"))
    return None


def _keep_type(inner: Any, event_type: object) -> Any:
    return {**inner, "eventType": event_type} if isinstance(inner, dict) and event_type else inner


def _session(name: str, payloads: list[Payload]) -> LoggedSession:
    ordered = sorted(payloads, key=lambda payload: str(payload.get("timestamp", "~")))
    asks = tuple(_ask(payload) for payload in ordered if _is_ask(payload))
    summary = next((payload for payload in ordered if "sessionStatus" in payload), None)
    return LoggedSession(name, asks, summary, tuple(_legs(payloads)))


def _legs(payloads: list[Payload]) -> Iterator[LoggedLeg]:
    """The legs of which status updates tell, in the order in which they were dialled."""
    by_call: dict[str, dict[str, Payload]] = {}
    for payload in payloads:
        status = payload.get("callStatus")
        if status in LEG_EVENTS and payload.get("eventType") in (None, "CALL_STATUS"):
            by_call.setdefault(str(payload.get("callId")), {}).setdefault(str(status), payload)
    for call_id, events in by_call.items():
        first, up, over = (events.get(name) for name in LEG_EVENTS)
        if first is not None:
            yield LoggedLeg(call_id, up is not None, _between(up, over), _whole((over or {}).get("sipCode")))


def _between(up: Payload | None, over: Payload | None) -> int | None:
    """The ms from one event to another, where both have an instant."""
    moments = [instant(str(one.get("timestamp"))) for one in (up, over) if one is not None]
    return moments[1] - moments[0] if len(moments) == 2 and None not in moments else None  # type: ignore[operator]


def _whole(value: object) -> int | None:
    return value if type(value) is int else None


def _is_ask(payload: Payload) -> bool:
    if payload.get("eventType") is not None:
        return bool(payload["eventType"] == "CALL_ACTION")
    return payload.get("callStatus") in ("ACTION_COMPLETED", "CALL_RECEIVED")


def _ask(payload: Payload) -> LoggedAsk:
    status = str(payload.get("callStatus"))
    stage = payload.get("clientActionId")
    # The flat generation calls a completed capture by another name.
    return LoggedAsk("ACTION_COMPLETED" if status == "DTMF_RECEIVED" else status, digits_of(payload), stage)


def digits_of(payload: Payload) -> str | None:
    """The digits, wherever this generation of payloads has them."""
    data = payload.get("eventData")
    found = data.get("dtmf") if isinstance(data, dict) else data if isinstance(data, str) else payload.get("dtmf")
    return str(found) if found not in (None, "") else None
