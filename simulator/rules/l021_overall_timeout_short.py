"""L021: The time for a whole entry is under one second: seconds were meant.

## What

A capture's `overallTimeout` is under 1000 ms. The platform reads milliseconds; the bound is ours.

## Why

No caller finds a key in that time, so every try fails and the call seems to hang up by itself.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your room number.", "voiceProfile": "en-GB-Emma",
    "minDigits": 3, "maxDigits": 3, "noOfTries": 1, "overallTimeout": 30}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your room number.", "voiceProfile": "en-GB-Emma",
    "minDigits": 3, "maxDigits": 3, "noOfTries": 1, "overallTimeout": 30000}}]}
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

CODE = "L021"
SEVERITY: Severity = "warning"

SHORTEST_MS = 1000
"""Below this not even one key is found."""


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every capture whose `overallTimeout` is below the bound; under `digitTimeout` it is a -1006."""
    for entry in captures(body):
        overall, digit = whole(entry, "overallTimeout"), whole(entry, "digitTimeout") or 0
        if overall is None or not max(digit, 1) <= overall < SHORTEST_MS:
            continue
        meant = f"; {overall} seconds are {overall * 1000}" if overall < 100 else ""
        yield lint(
            CODE,
            entry.at("overallTimeout"),
            f"overallTimeout is {overall} ms: no caller enters anything in that time",
            f"give 5000 to 30000 ms{meant}",
            SEVERITY,
        )
