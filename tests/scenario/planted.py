"""A backend with a fault that takes three steps to reach: 1, then 2, then nothing."""

from __future__ import annotations

from typing import Any

from tests.exploring._flows import menu, reply


def crashing(body: dict[str, Any]) -> object:
    """Takes for granted that somebody presses a key at the third menu; everything else leads back to the first."""
    stage, digits = body["payload"].get("clientActionId"), body["payload"]["dtmf"]
    if stage == "two":
        return reply(menu(f"You pressed {digits[0]}."))
    if digits is None:
        return {}
    if stage == "one" and digits == "2":
        return reply(menu("Third menu."), stage="two")
    return reply(menu("Second menu."), stage="one") if digits == "1" and stage is None else reply(menu("First menu."))


def mended(body: dict[str, Any]) -> object:
    """The same without the fault."""
    return crashing(body) if body["payload"]["dtmf"] is not None else {}
