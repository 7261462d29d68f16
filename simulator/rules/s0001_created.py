"""1: The body is accepted.

## What

Nothing that makes the platform refuse a body applies: the answer is HTTP 200 with `sessionStatus` CREATED,
`statusCode` 1 and a `sessionId`. Lints may still have something to say.

## Why

It means that the call is going to be placed, not that it was answered: what came of it is in the session
summary.

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = 1


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Nothing: this code is what remains where no other applies."""
    return iter(())
