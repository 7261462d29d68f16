"""-1012: A `hangup` that is not the last action.

## What

A `hangup` stands anywhere but at the end of the list; of several, each but the one at the end is reported.

## Why

`hangup` disconnects every leg and ends the session, so nothing after it could ever run.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "hangup"},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}}]}
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

from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1012


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every hangup with something after it."""
    if "hangup" not in body.names[:-1]:
        return
    for index, name in enumerate(body.names[:-1]):
        if name == "hangup":
            hint = f"`hangup` is action {index + 1} of {body.total}, and nothing after it runs: move it to the end"
            yield status(CODE, f"$.callflow[{index}].action", hint)
