"""-1004: A capture whose digits could reach nobody.

## What

A `sayAndCapture` has no `dtmfCallbackUrl`, and the account file says `webhooks: {VCA: false}`, or the account
speaks the dialect v1.1, which has no VCA webhook. Saying nothing of webhooks means that there is one.

## Why

Captured digits travel in the VCA webhook, or, old style, to the address in `dtmfCallbackUrl`. With neither,
the caller answers and nobody hears it.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1}}]}
```

```account
{"webhooks": {"VCA": false}}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Enter your code.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "dtmfCallbackUrl": "https://example.com/digits"}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules._capture import captures, wants_callback
from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1004


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture without an address, where nobody else would be told."""
    for entry in captures(body):
        if wants_callback(entry, context.account):
            hint = "nobody would get the digits: add `dtmfCallbackUrl`, or register a VCA webhook"
            yield status(CODE, entry.at("dtmfCallbackUrl"), hint, cause="dtmfCallbackUrl")
