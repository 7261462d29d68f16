"""-1015: The request is not valid any more.

## What

`validUntil` is at or before the simulated now (`--at`). A `validUntil` that cannot be read is a -1009.

## Why

`validUntil` keeps a late request from waking somebody up: a reminder that is an hour late is not placed at
all. A sample that is pasted from a manual has often expired.

## Wrong

```json
{"validUntil": "2019-05-01T09:00:00Z", "callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"validUntil": "2099-05-01T09:00:00Z", "callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.words import quoted
from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1015


def check(body: Body, context: Context) -> Iterator[Finding]:
    """The one date of a body, against the simulated now."""
    if body.data is not None and body.valid_until is not None and body.valid_until <= context.now:
        hint = f"{quoted(body.data['validUntil'])} has passed: write a later time, or leave `validUntil` out"
        yield status(CODE, "$.validUntil", hint)
