"""-1005: `digitTimeout` without an `overallTimeout`.

## What

A capture gives `digitTimeout`, and `overallTimeout` is missing or not greater than 0. A `digitTimeout` that
is itself not greater than 0 is reported with this code then, else as a -1009.

## Why

`digitTimeout` is the longest wait between two keys, `overallTimeout` the time for all of them: the platform
wants to know how long it may take in all.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 4, "digitTimeout": 3000}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 4, "digitTimeout": 3000, "overallTimeout": 15000}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules._capture import captures, wanting, wants_overall_timeout
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1005


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every capture with a timer between keys and none over all."""
    for entry in captures(body):
        if not wants_overall_timeout(entry):
            continue
        if "digitTimeout" in entry.beyond:
            yield wanting(CODE, entry, "digitTimeout", "it is a wait in milliseconds", "1 or more")
        yield wanting(CODE, entry, "overallTimeout", "`digitTimeout` needs it", "milliseconds, above `digitTimeout`")
