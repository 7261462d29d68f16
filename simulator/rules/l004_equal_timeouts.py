"""L004: `digitTimeout` and `overallTimeout` are equal, so one of them never does its work.

## What

A capture gives both timeouts the same value. The platform accepts that (observed: nearly every published
request does it), although its guide asks for a smaller `digitTimeout`. Where the account sets
`equalTimeoutsAllowed: false` it is the error -1006 instead.

## Why

`overallTimeout` runs from the end of the prompt and `digitTimeout` from the last key. With equal values
the overall one always ends a slow entry, and it counts as a failure even where enough digits were there.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your room number.", "voiceProfile": "en-GB-Emma",
    "digitTimeout": 10000, "overallTimeout": 10000, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your room number.", "voiceProfile": "en-GB-Emma",
    "digitTimeout": 4000, "overallTimeout": 10000, "noOfTries": 1}}]}
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

CODE = "L004"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture whose two timeouts are the same number of milliseconds."""
    if not context.account.assumptions.equal_timeouts_allowed:
        return
    for entry in captures(body):
        digit, overall = whole(entry, "digitTimeout"), whole(entry, "overallTimeout")
        if digit is not None and digit == overall:
            yield lint(
                CODE,
                entry.at("overallTimeout"),
                f"overallTimeout and digitTimeout are both {overall} ms: accepted, but digitTimeout can do nothing "
                "once a key was pressed late",
                "make digitTimeout shorter, 3000 to 5000 ms say",
                SEVERITY,
            )
