"""Backends that the tests of exploration ask: each has one fault, or none."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.exploring._flows import HANGUP, menu, reply, say

CHANGED: list[bool] = []
_COUNTER, _TIRING = count(), count()
_SESSIONS: dict[str, int] = {}


def digits(body: dict[str, Any]) -> str | None:
    found: str | None = body["payload"]["dtmf"]
    return found


def counting(body: dict[str, Any]) -> object:
    """The same menu under ever new stages."""
    stage = int(body["payload"].get("clientActionId", 0))
    return reply(menu("Choose."), stage=str(stage + 1))


def forgetful(_body: dict[str, Any]) -> object:
    """Says something else each time."""
    return reply(say(f"Answer {next(_COUNTER)}."), HANGUP)


def alternating(_body: dict[str, Any]) -> object:
    """Ends every other call."""
    return reply(menu("More?"), stage="more") if next(_COUNTER) % 2 else reply(HANGUP)


def tiring(body: dict[str, Any]) -> object:
    """Leads on to a second menu three times, then ends every call."""
    if digits(body) == "9" and next(_TIRING) < 3:
        return reply(menu("More?"), stage="more")
    return reply(HANGUP)


def changing(body: dict[str, Any]) -> object:
    """Has a second menu until it has none any more."""
    if body["payload"].get("clientActionId") is None and not CHANGED:
        return reply(menu("More?"), stage="more")
    return {}


def leaving(body: dict[str, Any]) -> object:
    """Has a second menu behind 9 until it has none any more."""
    first = body["payload"].get("clientActionId") is None and digits(body) == "9"
    return reply(menu("More?"), stage="more") if first and not CHANGED else reply(HANGUP)


def failing(body: dict[str, Any]) -> object:
    """Has a second menu until it fails."""
    if CHANGED:
        raise RuntimeError("No more.")
    return changing(body)


def straying(_body: dict[str, Any]) -> object:
    """Leads to one of two menus, in turn."""
    return reply(menu(f"Menu {next(_COUNTER) % 2}."), stage=str(next(_COUNTER) % 3))


def hidden(body: dict[str, Any]) -> object:
    """Takes 0 without saying so."""
    return reply(say({"1": "Sales.", "0": "A secret."}.get(str(digits(body)), "No.")), HANGUP)


def remembering(body: dict[str, Any]) -> object:
    """Counts the questions of a session, and ends the third."""
    session = body["payload"]["sessionId"]
    _SESSIONS[session] = _SESSIONS.get(session, 0) + 1
    return reply(HANGUP) if _SESSIONS[session] > 2 else reply(menu("More?"))


def remembered(session: str) -> int:
    """How often a session has asked the one above."""
    return _SESSIONS.get(session, 0)


def null_crash(body: dict[str, Any]) -> object:
    """Takes for granted that something was captured."""
    found = digits(body)
    return reply(say(f"You pressed {found[0]}."), HANGUP)  # type: ignore[index]
