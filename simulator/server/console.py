"""What the console prints: one readable line per request, call and webhook, or each event as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulator.model.credentials import without_credentials
from simulator.render.width import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.server.events import Happened

SHORT = 8
"""Characters of a session's id that a line shows."""
_QUIET = ("moved", "began", "kept", "entryEnded", "interrupted")
"""Events of a call that say nothing to somebody who looks on."""


class ConsoleLog:
    """Writes each event; `form` is text or json."""

    def __init__(self, write: Callable[[str], object], form: str = "text") -> None:
        self._write, self._line = write, as_json if form == "json" else as_text

    def __call__(self, event: Happened) -> None:
        """Write one, where there is something to say."""
        line = self._line(event)
        if line:
            self._write(f"{line}\n")


def as_json(event: Happened) -> str:
    """One event as an object on one line."""
    return json.dumps(event.as_dict(), ensure_ascii=False)


def as_text(event: Happened) -> str:
    """One event as a person reads it; empty where there is nothing to say."""
    teller = _TELLERS.get(event.kind)
    words = teller(event.data) if teller is not None else ""
    if not words:
        return ""
    stamp = f"{datetime.fromtimestamp(event.at / 1000, UTC):%H:%M:%S}.{event.at % 1000:03}"
    first, *more = words.split("\n")
    return "\n".join([f"{stamp}  {safe(without_credentials(first))}", *more]).rstrip()


def _request(data: dict[str, Any]) -> str:
    return f"{data['method']} {data['path']} -> {data['httpStatus']} ({data['ms']:g} ms)"


def _refused(data: dict[str, Any]) -> str:
    answer = data["answer"]
    return f"refused: {answer['statusCode']} {answer['statusMessage']}\n{data['frames']}"


def _session(data: dict[str, Any]) -> str:
    return f"{_short(data)}  call with {data['number'] or 'a stored call flow'} begins ({data['subAccountId']})"


def _call(data: dict[str, Any]) -> str:
    name = data["event"]
    if name in _QUIET:
        return ""
    said = data.get("text") or data.get("fileUrl") or data.get("key") or data.get("digits") or data.get("status") or ""
    words = f"{_spaced(name)} {said}".rstrip()
    return f"{_short(data)}  {data['at'] / 1000:8.3f} s  {words}"


def _webhook(data: dict[str, Any]) -> str:
    came = data["httpStatus"] if data["httpStatus"] is not None else "no answer" if data["url"] else "answered here"
    findings = "".join(f"\n    {one['message']} at {one['path']} [{one['code']}]" for one in data["findings"])
    why = f": {data['why']}" if data["why"] else ""
    head = f"{_short(data)}  {data['at'] / 1000:8.3f} s  {data['type']} to {data['url'] or 'the flow'}"
    return f"{head} -> {came} ({data['ms']:g} ms){why}{findings}"


def _over(data: dict[str, Any]) -> str:
    return f"{_short(data)}  over: {data['status']}"


def _limit(data: dict[str, Any]) -> str:
    return f"limit reached: {data['what']}, at most {data['most']}"


def _short(data: dict[str, Any]) -> str:
    return str(data["sessionId"] or "numbers ")[:SHORT]


def _spaced(name: str) -> str:
    """`hungUp` in words."""
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name)


def _clock(data: dict[str, Any]) -> str:
    moved = f", moved on by {data['moved']} ms" if data["moved"] else ""
    return f"the clock {'stands' if data['paused'] else 'goes'}, speed {data['speed']}{moved}"


_TELLERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "request": _request,
    "refused": _refused,
    "session": _session,
    "call": _call,
    "webhook": _webhook,
    "over": _over,
    "limit": _limit,
    "hint": lambda data: str(data["what"]),
    "fault": lambda data: f"a fault of the simulator itself, please report it: {data['what']}",
    "reset": lambda _data: "reset",
    "clock": _clock,
    "import": lambda data: f"imported: sessions {data['sessions']}",
}
