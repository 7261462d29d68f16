"""L020: `callRecording` stands in a request, where it is documented for replies only.

## What

A `makeCall` of a request body gives `callRecording`. The parameter is documented for the `makeCall` of a
webhook reply.

## Why

Whether the platform records then is not promised; an evidence trail must not rest on it. Give it in the
reply that places the second leg.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567",
    "callRecording": true}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import named
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L020"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every `callRecording` in a request."""
    if body.kind != "request":
        return
    for entry in named(body, "makeCall"):
        if entry.get("callRecording") is not None:
            yield lint(
                CODE,
                entry.at("callRecording"),
                "callRecording is documented for the makeCall of a webhook reply, and this is a request",
                "leave it out here; give it in the reply that places the second leg",
                SEVERITY,
            )
