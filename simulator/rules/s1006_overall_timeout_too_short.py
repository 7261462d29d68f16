"""-1006: `overallTimeout` is smaller than `digitTimeout`.

## What

A capture's `overallTimeout` is smaller than its `digitTimeout`. Equal timeouts are accepted with a lint
(observed: most published requests send them), unless the setting `equalTimeoutsAllowed` is false.

## Why

The time for all keys would be over before the wait for the next one is, so that `digitTimeout` could never
end an entry.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 4, "digitTimeout": 10000, "overallTimeout": 5000}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 4, "digitTimeout": 5000, "overallTimeout": 10000}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.words import quoted
from simulator.rules._capture import captures
from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1006


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture with both timers, the longer one too short."""
    least_above = 0 if context.account.assumptions.equal_timeouts_allowed else 1
    for entry in captures(body):
        digit, overall = entry.get("digitTimeout"), entry.get("overallTimeout")
        if digit is not None and overall is not None and overall < digit + least_above:
            hint = f"found {quoted(overall)}, and `digitTimeout` is {quoted(digit)}: write more than that"
            yield status(CODE, entry.at("overallTimeout"), hint)
