"""L002: Of several captures in one list only the last reaches the webhook.

## What

A list has more than one `sayAndCapture`. The VCA webhook carries the result of the last capture that was
completed in the list, so the digits of the earlier ones are lost. Not reported for a capture that names a
`dtmfCallbackUrl`, or where the setting `vcaAfter` is `capture`.

## Why

A form of two questions looks as if it worked, and the backend sees half of the answers. Ask one question
per list, and the next one in the webhook's reply.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your room number, then hash.",
    "voiceProfile": "en-GB-Emma", "noOfTries": 1}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter the hour of the wake-up call, then hash.",
    "voiceProfile": "en-GB-Emma", "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your room number, then hash.",
    "voiceProfile": "en-GB-Emma", "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L002"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture that another one follows in the same list."""
    if context.account.assumptions.vca_after == "capture":
        return
    asked = captures(body)
    for entry in asked[:-1]:
        if text_of(entry, "dtmfCallbackUrl") is None:
            yield lint(
                CODE,
                entry.path,
                f"the digits captured here are lost: the capture at {asked[-1].path} follows in the same list, "
                "and the VCA webhook carries the last one only",
                "ask one question per list, and the next one in the webhook's reply",
                SEVERITY,
            )
