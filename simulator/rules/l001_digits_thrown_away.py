"""L001: The digits of a capture are thrown away, because the list ends in a hangup.

## What

A list captures digits and then ends in `hangup`. The VCA webhook is asked when a list is used up, and a
list that ends in `hangup` never asks: the digits reach no backend. Not reported where the capture names a
`dtmfCallbackUrl`, or where the setting `vcaAfter` is `capture`.

## Why

The caller has answered a question and nobody reads the answer. Leave the `hangup` out, and let the
webhook's reply end the call.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Press 1 to confirm.", "voiceProfile": "en-GB-Emma",
    "minDigits": 1, "maxDigits": 1, "noOfTries": 1}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {"promptMessage": "Press 1 to confirm.", "voiceProfile": "en-GB-Emma",
    "minDigits": 1, "maxDigits": 1, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, ends_in_hangup, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L001"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """The last capture of a list that ends in a hangup; the captures before it are L002's."""
    if not ends_in_hangup(body) or context.account.assumptions.vca_after == "capture":
        return
    for entry in captures(body)[-1:]:
        if text_of(entry, "dtmfCallbackUrl") is None:
            yield lint(
                CODE,
                entry.path,
                "the digits captured here are thrown away: the list ends in `hangup`, so no VCA webhook follows",
                "leave the `hangup` out and hang up in the webhook's reply",
                SEVERITY,
            )
