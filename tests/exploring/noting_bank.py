"""Backends whose secrets stand in no source: they are worked out while they run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tests.bodies import HANGUP, SAY

if TYPE_CHECKING:
    from collections.abc import Callable

ONE = "".join(map(chr, (57, 48, 50, 49)))
TWO = "".join(map(chr, (56, 56, 49, 51)))
ASK = {
    "action": "sayAndCapture",
    "params": {"promptMessage": "PIN?", "voiceProfile": "en-GB-Emma", "minDigits": 4, "maxDigits": 4, "noOfTries": 1},
}


def answered(body: dict[str, Any], right: Callable[[str], bool]) -> dict[str, Any]:
    entered = body["payload"].get("dtmf")
    if body["payload"].get("clientActionId") is None:
        return {"clientActionId": "pin", "callflow": [ASK]}
    text = "Welcome." if entered is not None and right(entered) else "No."
    return {"callflow": [{**SAY, "params": {**SAY["params"], "text": text}}, HANGUP]}


def equal(body: dict[str, Any]) -> dict[str, Any]:
    return answered(body, lambda entered: entered == ONE)


def unequal(body: dict[str, Any]) -> dict[str, Any]:
    return answered(body, lambda entered: not entered != ONE)  # noqa: SIM202 - as people write it


def listed(body: dict[str, Any]) -> dict[str, Any]:
    return answered(body, lambda entered: entered in [ONE, TWO])


def ends(body: dict[str, Any]) -> dict[str, Any]:
    return answered(body, lambda entered: entered.startswith(ONE) or entered.endswith((ONE, TWO)))


def in_parts(body: dict[str, Any]) -> dict[str, Any]:
    return answered(body, lambda entered: entered.strip("*").lstrip("#").rstrip("#")[:2] == TWO[:2])


def environment(body: dict[str, Any]) -> dict[str, Any]:
    return answered(body, lambda entered: entered == os.environ["BANK_PIN"])


def counts(body: dict[str, Any]) -> dict[str, Any]:
    """Compares with one number more each time: what is noted has an end."""
    numbers.append(f"{len(numbers) + 5000}")
    return answered(body, lambda entered: entered == numbers[-1])


numbers: list[str] = []
