"""-1007: An action that the platform does not have.

## What

The `action` of an entry is missing, null, no text, or not the name of an action. Names are case-sensitive.
`say&capture` is an action of the old dialect only (`dialect: v1.1` in the account file).

## Why

The message of the platform spells one name wrongly itself: `sayAndcapture` stands for `sayAndCapture`.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "Say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
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

from simulator.rules.base.rule import Context, claimed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1007


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """What reading the entries found."""
    return claimed(body, CODE)
