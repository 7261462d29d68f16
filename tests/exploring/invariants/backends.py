"""Backends of which invariants are judged: a PIN that nobody tries, a hole that everybody finds, and a moody one."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from tests.exploring._flows import HANGUP, menu, reply, say


def digits(body: dict[str, Any]) -> str | None:
    found: str | None = body["payload"]["dtmf"]
    return found


def by_sum(body: dict[str, Any]) -> object:
    """Tells the balance to whoever enters one of five codes, none of which is tried."""
    if crc32((digits(body) or "").encode()) % 2000 == 7:
        return reply(say("Your balance is 5."), HANGUP)
    return reply(say("Goodbye."), HANGUP)


def open_door(body: dict[str, Any]) -> object:
    """Tells the balance to whoever presses 1."""
    return reply(say("Your balance is 5." if digits(body) == "1" else "Goodbye."), HANGUP)


def with_menus(body: dict[str, Any]) -> object:
    """A second menu after 1, goodbye else."""
    if body["payload"].get("clientActionId") is None and digits(body) == "1":
        return reply(menu("More?"), stage="more")
    return reply(say("Goodbye."), HANGUP)


def two_codes(body: dict[str, Any]) -> object:
    """Asks for a second code after the first."""
    if body["payload"].get("clientActionId") is None and digits(body) is not None:
        return reply(menu("And another?", minDigits=4, maxDigits=4), stage="second")
    return reply(say("Goodbye."), HANGUP)


def nothing(_session: str) -> str:
    """Remembers nothing of a session."""
    return ""
