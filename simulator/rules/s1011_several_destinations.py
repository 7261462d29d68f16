"""-1011: Several phone numbers in one `destination`.

## What

The `destination` of a `makeCall` is a list, or a text of several numbers separated by commas or semicolons.
In the dialect v1.1: its actions name different destinations.

## Why

A call goes to one phone. To call several people, send one request for each.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567, +6591234568"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
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

import re
from typing import TYPE_CHECKING

from simulator.loading.words import quoted
from simulator.model.number import plus
from simulator.rules.base.rule import Context, claimed, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1011
DIALLED = True
"""It looks at numbers that are dialled, also of a list that differs in nothing else from one without an error."""


_SEPARATOR = re.compile(r"[,;]")


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every destination that is more than one."""
    yield from claimed(body, CODE)
    first: str | None = None
    for entry in body.entries:
        destination = entry.get("destination") if entry.name == "makeCall" else None
        if destination is None:
            continue
        if sum(map(bool, map(str.strip, _SEPARATOR.split(destination)))) > 1:
            hint = f"found {quoted(destination)}: write one number, and send one request for each"
            yield status(CODE, entry.at("destination"), hint, cause="destination")
        elif context.account.dialect == "v1.1" and body.names[entry.index] != "makeCall":
            first = first or destination
            if plus(destination) != plus(first):
                hint = f"found {quoted(destination)}, and another action calls {quoted(first)}: name one number"
                yield status(CODE, entry.at("destination"), hint, cause="destination")
