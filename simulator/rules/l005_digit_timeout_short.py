"""L005: The time between two keys is too short for a person.

## What

A capture's `digitTimeout` is under 1000 ms. A practised caller needs 200 to 500 ms from key to key on a
keypad in the hand, and one who reads the digits off a card, or moves the phone between ear and eye, needs
seconds. The bound is ours.

## Why

The entry ends while the caller is still typing, and is judged with the digits that are there. Often the
number was meant in seconds: the platform reads milliseconds.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your room number.", "voiceProfile": "en-GB-Emma",
    "digitTimeout": 5, "overallTimeout": 30000, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your room number.", "voiceProfile": "en-GB-Emma",
    "digitTimeout": 5000, "overallTimeout": 30000, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, whole
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L005"
SEVERITY: Severity = "warning"

SHORTEST_MS = 1000
"""Below this a caller who looks from a card to the keypad and back is cut off."""


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every capture with a `digitTimeout` below the bound; without an `overallTimeout` it is a -1005."""
    for entry in captures(body):
        digit = whole(entry, "digitTimeout")
        if digit is None or not 0 < digit < SHORTEST_MS or whole(entry, "overallTimeout") is None:
            continue
        meant = f"; {digit} seconds are {digit * 1000}" if digit < 100 else ""
        yield lint(
            CODE,
            entry.at("digitTimeout"),
            f"digitTimeout is {digit} ms: too short for a person to find the next key",
            f"give at least {SHORTEST_MS} ms, better 3000 to 5000{meant}",
            SEVERITY,
        )
