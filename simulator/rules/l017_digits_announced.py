"""L017: The prompt asks for a number of digits that the capture does not take.

## What

A prompt says how many digits to enter ("enter your 6 digits", "4 to 6 digits", in figures or words, in the
languages that we know), and some of that is above `maxDigits` or below `minDigits`; where it asks for several
numbers, all of them. Without a `maxDigits` the setting `defaultMaxDigits` counts.

## Why

With too small a `maxDigits` the entry ends before the caller has finished, and the rest of the keys is
lost; with too large a `minDigits` no entry is ever accepted.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your 6 digit code.", "voiceProfile": "en-GB-Emma",
    "minDigits": 4, "maxDigits": 4, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your 6 digit code.", "voiceProfile": "en-GB-Emma",
    "minDigits": 6, "maxDigits": 6, "noOfTries": 1}}]}
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

CODE = "L017"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture that cannot take what its prompt asks for."""
    yield from obstructed(body, context, "wrongCount", CODE)
