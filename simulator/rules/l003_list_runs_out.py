"""L003: The list runs out while the call is up, and the account has no VCA webhook to ask for more.

## What

The list does not end in `hangup`, and the account file says `webhooks: {VCA: false}`. Nobody can say what
comes next, so the platform hangs up (assumed). Not reported for `executeScenario`, which has its own end,
nor where the list ends in a capture without a `dtmfCallbackUrl`: that is a -1004.

## Why

The call ends at a place that no one wrote down. End the list with `hangup`, or register the webhook.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your parcel is at the door.", "voiceProfile": "en-GB-Emma"}}]}
```

```account
{"webhooks": {"VCA": false}}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your parcel is at the door.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L003"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """The last action of a list that leaves the call up with nobody to ask."""
    if context.account.sends("VCA") or not body.entries or "executeScenario" in body.names or "hangup" in body.names:
        return
    last = body.entries[-1]
    if last.name == "sayAndCapture" and text_of(last, "dtmfCallbackUrl") is None:
        return
    if last.index == body.total - 1:
        yield lint(
            CODE,
            last.path,
            "the list runs out here with the call still up, and the account has no VCA webhook to ask for more",
            "end the list with `hangup`, or register a VCA webhook",
            SEVERITY,
        )
