"""L012: `clientActionId` stands in a first request, where it is documented for replies only.

## What

A request body has a `clientActionId`. The field is documented for webhook replies; real clients send it in
the first request too, and the platform takes it.

## Why

Nothing promises that the first VCA webhook carries it back. A backend that relies on it does not know
where the caller is. Treat a webhook without `clientActionId` as the first stage.

## Wrong

```json
{"clientActionId": "menu", "callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
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
from simulator.rules._texts import at_fault
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L012"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """The field in a request, unless it is at fault itself."""
    if body.kind == "request" and body.client_action_id is not None and not at_fault(body, "$.clientActionId"):
        yield lint(
            CODE,
            "$.clientActionId",
            f"`clientActionId` (`{body.client_action_id}`) is documented for webhook replies, not for a first request",
            "leave it out; a webhook without `clientActionId` is the first stage",
            SEVERITY,
        )
