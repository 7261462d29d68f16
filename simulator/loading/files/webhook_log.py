"""Captured webhook traffic becomes sessions: JSON lines (or values laid out as they like), or a folder of bodies.

Digits stand where any of three generations has them.

A recorder may wrap a body: `{"body": ..., "reply": ...}` keeps what the webhook answered, and `request` beside any body
of a session what began it. `callflow run --format webhooks` writes such lines.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import UsageError
from simulator.files.reading import MOST_LOG_BYTES, read_given
from simulator.loading.files.logged_payload import LogEntry, digits_of, is_ask, is_update, tells_digits
from simulator.loading.files.logged_session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.call.logged import LoggedSession

_BETWEEN = re.compile("[ \t\r\n\x1e]*")
DEEPEST = 3
"""Wrappers around a payload: a recorder's, and the envelope."""


def read_log(path: Path) -> tuple[LoggedSession, ...]:
    """Every session of a log, in the order of its first body. Raises UsageError where the log cannot be used."""
    sessions: dict[str, list[LogEntry]] = {}
    seen: dict[str, LogEntry] = {}
    for entry in _entries(path):
        event = entry.payload.get("eventId")
        if isinstance(event, str) and (known := seen.setdefault(event, entry)) is not entry:
            # The platform sends a webhook again that was not answered.
            known.reply = entry.reply if known.reply is None else known.reply
            continue
        sessions.setdefault(str(entry.payload.get("sessionId")), []).append(entry)
    every = [entry for entries in sessions.values() for entry in entries]
    kept = {"asks_kept": _asks_kept(every), "digits_kept": _digits_kept(every)}
    found = [session_of(name, entries, **kept) for name, entries in sessions.items()]
    used = tuple(session for session in found if session.asks or session.summary or session.legs)
    if not used:
        raise UsageError(
            f'"{path.as_posix()}" holds no VCA, VSS or VCS body: expected JSON lines, or a folder of such bodies'
        )
    return used


def _asks_kept(entries: list[LogEntry]) -> bool:
    """Whether the log would have a VCA if one was sent: who keeps what is answered keeps the questions."""
    return any(entry.keeps_replies or is_ask(entry.payload) for entry in entries)


def _digits_kept(entries: list[LogEntry]) -> bool:
    """Whether the log would have a status update with digits if there were any: it has some, or nobody entered any."""
    if any(tells_digits(entry.payload) for entry in entries):
        return True
    nobody = not any(digits_of(entry.payload) for entry in entries if is_ask(entry.payload))
    return nobody and any(entry.keeps_replies and is_update(entry.payload) for entry in entries)


def _entries(path: Path) -> Iterator[LogEntry]:
    try:
        files = sorted(file for file in path.rglob("*.json*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            yield from _of_file(file, _read(file))
    except RecursionError:
        raise UsageError(f'"{path.as_posix()}" cannot be read: it is nested too deeply') from None


def _read(file: Path) -> str:
    try:
        return read_given(file, MOST_LOG_BYTES).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise UsageError(f'"{file.as_posix()}" cannot be read: {error.strerror}') from None
    except UnicodeDecodeError:
        raise UsageError(f'"{file.as_posix()}" cannot be read: it is not UTF-8 text') from None


def _of_file(file: Path, text: str) -> Iterator[LogEntry]:
    """The bodies of a file: one JSON value, or several one after the other, on a line each or not."""
    for value in _values(file, text):
        for body in _bodies(value):
            entry = _entry(body)
            if entry is not None:
                yield entry


def _bodies(value: Any) -> list[Any]:
    """The bodies in one value: a list of them, or what `callflow run --format json` shows."""
    if isinstance(value, dict) and isinstance(value.get("webhooks"), list):
        value = value["webhooks"]
    return value if isinstance(value, list) else [value]


def _values(file: Path, text: str) -> Iterator[Any]:
    """Each value of a text. A last line that was cut short, as a recorder that is stopped leaves it, is left out."""
    decoder, at, some = json.JSONDecoder(), _next(text, 0), False
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError as error:
            wrong = getattr(error, "pos", at)
            whole_line = text.endswith("\n") and "\n" not in text[at:].rstrip()
            if some and text[at] in "{[" and "\n" not in text[wrong:] and not whole_line:
                return
            raise _no_json(file, text, min(wrong, len(text.rstrip()))) from None
        yield value
        some, at = True, _next(text, end)


def _next(text: str, at: int) -> int:
    """Where the next value begins."""
    found = _BETWEEN.match(text, at)
    assert found is not None
    return found.end()


def _no_json(file: Path, text: str, at: int) -> UsageError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return UsageError(f"{file.as_posix()}:{line}:{column}: this is no JSON: write one body on each line")


def _entry(body: Any) -> LogEntry | None:
    """The payload of a body, of one that a recorder wrapped, or the payload itself."""
    reply = request = None
    keeps = False
    for _ in range(DEEPEST):
        if not isinstance(body, dict):
            return None
        if "sessionId" in body and ("callStatus" in body or "sessionStatus" in body):
            return LogEntry(body, reply, request, keeps)
        inner = body.get("payload", body.get("body"))
        if "payload" not in body:
            reply, request, keeps = _text(body.get("reply")), _text(body.get("request")), "reply" in body
        body = _keep_type(_as_data(inner), body.get("eventType"))
    return None


def _as_data(inner: Any) -> Any:
    """A body that a recorder kept as the text that it was."""
    if not isinstance(inner, str):
        return inner
    try:
        return json.loads(inner)
    except ValueError:
        return None


def _text(kept: Any) -> bytes | None:
    """What a recorder kept, as the bytes that it was: a text as it is, anything else as JSON."""
    if kept is None:
        return None
    return (kept if isinstance(kept, str) else json.dumps(kept)).encode("utf-8", "surrogatepass")


def _keep_type(inner: Any, event_type: object) -> Any:
    return {**inner, "eventType": event_type} if isinstance(inner, dict) and event_type else inner
