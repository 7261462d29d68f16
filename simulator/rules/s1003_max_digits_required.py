"""-1003: `minDigits` without a `maxDigits` that fits it.

## What

A capture gives `minDigits`, and `maxDigits` is missing, is not 1 to 25, or is smaller than `minDigits`. A
`minDigits` that is itself out of range is reported with this code where `maxDigits` does not fit it, else
as a -1009.

## Why

An entry is accepted when it has at least `minDigits` and at most `maxDigits` keys: with no upper limit, or
one below the lower, the platform could not say when an entry is complete.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "minDigits": 4}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "minDigits": 4, "maxDigits": 4}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules._capture import absent_or_beyond, captures, wanting, wants_max_digits
from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1003


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every capture whose limits do not go together."""
    for entry in captures(body):
        if not wants_max_digits(entry):
            continue
        low_beyond = "minDigits" in entry.beyond
        if low_beyond:
            yield wanting(CODE, entry, "minDigits", "entries have 1 to 25 keys", "1 to 25")
        if absent_or_beyond(entry, "maxDigits"):
            yield wanting(CODE, entry, "maxDigits", "`minDigits` needs it", "1 to 25, not below `minDigits`")
        elif not low_beyond:
            low = entry.get("minDigits")
            yield wanting(CODE, entry, "maxDigits", f"`minDigits` is {low}", f"{low} to 25")
