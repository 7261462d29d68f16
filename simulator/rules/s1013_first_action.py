"""-1013: The first action of a request is not `makeCall`.

## What

The list of a request begins with another action than `makeCall`. Not for webhook replies, where the call is
up already, nor where the list has an `executeScenario`, nor in the dialect v1.1 (assumed; setting
`oldDialectNeedsMakeCall`).

## Why

There is nobody to speak to before somebody was called.

## Wrong

```json
{"callflow": [
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

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

from simulator.loading.body.dialect_v11 import NUMBERS
from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1013


def check(body: Body, context: Context) -> Iterator[Finding]:
    """The first action of a request; one that is unknown is a -1007 and no more."""
    if body.kind == "reply" or not body.names or body.names[0] in (None, "makeCall"):
        return
    account = context.account
    if account.dialect == "v1.1" and not account.assumptions.old_dialect_needs_make_call:
        return
    if "executeScenario" not in body.names:
        hint = f"the first action is `{body.names[0]}`: put a `makeCall` in front, nobody is on the line yet"
        if any(entry.index == 0 and set(NUMBERS) <= entry.given.keys() for entry in body.entries):
            hint += (
                "; an action with its own source and destination is of the old dialect: `dialect: v1.1` in the account"
            )
        yield status(CODE, "$.callflow[0].action", hint)
