"""L008: The caller id cannot be a phone number: its length or country code is impossible.

## What

A `source` consists of 7 to 15 digits, as the platform asks, and no country has numbers of that length or
that country code. A `destination` like this is the error -1017; a `source` is accepted (the vendor's own
samples have some).

## Why

The called party sees a number that nobody can call back, and carriers drop calls that show one. Not
reported where the account file lists its caller ids.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6512345", "destination": "+6591234567"}},
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
from simulator.model.number import standing
from simulator.model.number_repair import how_to_dial
from simulator.rules._texts import text_of
from simulator.rules.base.rule import Context, lint, number_as_meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L008"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every `source` of digits that no numbering plan allows."""
    if context.account.caller_ids is not None:
        return
    for entry in body.entries:
        number = text_of(entry, "source")
        if number is not None and standing(number) == "impossible":
            yield lint(
                CODE,
                entry.at("source"),
                f"`{number}` cannot be a phone number: no country has numbers of this length or country code",
                how_to_dial(number),
                SEVERITY,
                number_as_meant(number),
            )
