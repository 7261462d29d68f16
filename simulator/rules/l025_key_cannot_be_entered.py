"""L025: A key that the prompt announces cannot be entered.

## What

The prompt, or a text before it, offers a key that the capture does not take: one of more keys than `maxDigits`
("press 10" with `maxDigits` 1), one of fewer than `minDigits`, or hash where it ends the entry.

## Why

The caller does as told: the entry ends too soon with another key, or is rejected, every time.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For sales press 1, for support press 10.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For sales press 1, for support press 2.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
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

CODE = "L025"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every choice that its capture cannot take."""
    yield from obstructed(body, context, "cannotEnter", CODE)
