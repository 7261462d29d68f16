"""L032: The destination is a premium-rate or short number.

## What

A `destination` is a number that callers pay extra for, or, without its country code, a short number (emergency, police,
a service of the network). For information only: such a call may be meant.

## Why

Calls to premium-rate numbers cost many times the usual, and are often barred; short numbers mean something else in
each country, and mostly cannot be dialled from another one.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+449098790123"}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+442079460018"}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.model.number import special_kind
from simulator.rules._texts import text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L032"
SEVERITY: Severity = "info"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every destination of such a kind."""
    for entry in body.entries:
        number = text_of(entry, "destination")
        kind = special_kind(number) if number is not None else ""
        if kind:
            yield lint(
                CODE,
                entry.at("destination"),
                f"`{number}` is {kind}",
                "make sure that it is meant, and that your account may call it",
                SEVERITY,
            )
