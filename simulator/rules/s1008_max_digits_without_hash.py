"""-1008: `completeOnHash` is false and nothing else ends an entry.

## What

A capture says `completeOnHash: false`, and `maxDigits` is missing or not 1 to 25. Where `minDigits` is given
too, the -1003 says it already.

## Why

An entry ends with # or when `maxDigits` keys were pressed. With neither, every caller has to sit out
`overallTimeout`, which is a capture error.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "completeOnHash": false}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "completeOnHash": false, "maxDigits": 4}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules._capture import captures, wanting, wants_max_without_hash
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1008


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every capture that no key ends."""
    for entry in captures(body):
        if wants_max_without_hash(entry):
            yield wanting(CODE, entry, "maxDigits", "`completeOnHash` is false", "1 to 25")
