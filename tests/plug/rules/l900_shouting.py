"""L900: A text in capitals.

## What

A text that is spoken holds nothing but capitals.

## Why

It reads as if somebody shouted.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "GOODBYE", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Goodbye.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding, Severity

CODE = "L900"
SEVERITY: Severity = "warning"


def check(body: Body, _context: Context) -> Iterator[Finding]:
    """Every spoken text in capitals."""
    for entry, param, text in body.spoken:
        if text.isupper():
            yield lint(CODE, entry.at(param), f"`{text}` is in capitals", "write it as it is said", SEVERITY)
