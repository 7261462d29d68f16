"""L027: More digits are asked for than the time allows.

## What

The digits that the prompt asks for, or `minDigits`, cannot be entered in `overallTimeout` even by a practised caller,
who needs a second for the first key and 0.3 s for each of the others (the pace of our simulated callers).

## Why

The time runs out while the caller is still typing, and the entry is rejected. Who reads a number off a card needs
about a second for each digit.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Enter the 16 digits of your card.", "voiceProfile": "en-GB-Emma",
    "minDigits": 16, "maxDigits": 16, "overallTimeout": 3000, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Enter the 16 digits of your card.", "voiceProfile": "en-GB-Emma",
    "minDigits": 16, "maxDigits": 16, "overallTimeout": 30000, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._obeyed import obstructed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.rules.base.rule import Context

CODE = "L027"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture whose time is too short for its digits."""
    yield from obstructed(body, context, "noTime", CODE)
