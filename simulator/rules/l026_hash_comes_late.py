"""L026: The last digit ends the entry before the hash key that the prompt asks for.

## What

A prompt asks for hash at the end, and every entry that it asks for has `maxDigits` digits already: the last of them
ends the entry (setting `maxDigitsCompletes`), and the hash comes afterwards.

## Why

The hash is lost where something is spoken next; where a capture follows, its prompt is cut off and its entry is
empty: the caller has failed before hearing the question.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Enter your 8 digits, then press hash.", "voiceProfile": "en-GB-Emma",
    "minDigits": 8, "maxDigits": 8, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Enter your 8 digits.", "voiceProfile": "en-GB-Emma",
    "minDigits": 8, "maxDigits": 8, "noOfTries": 1}}]}
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

CODE = "L026"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture whose closing hash comes too late."""
    yield from obstructed(body, context, "hashLost", CODE)
