"""L024: Only silence ends the entry, and then it is rejected.

## What

A caller does as the prompt says, and nothing ends the entry: more keys could follow, no `digitTimeout` runs out,
and nobody speaks of the hash key. `overallTimeout` ends it (30 s where none is given), and the entry is rejected.
So it goes with a menu of one-key choices without a `maxDigits` of 1, and with a question whose prompt does not
say how many digits there are. Not reported where a file is heard, which may say it, and where `maxDigits` alone is
given: then entries of so many digits are taken to be meant.

## Why

The caller waits in silence, is told that the entry was wrong, and tries again in vain until the tries are used up.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Press 1 for sales or 2 for support.", "voiceProfile": "en-GB-Emma",
    "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Press 1 for sales or 2 for support.", "voiceProfile": "en-GB-Emma",
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

CODE = "L024"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture that a caller who obeys cannot end."""
    yield from obstructed(body, context, "openEnded", CODE)
