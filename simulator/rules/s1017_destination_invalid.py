"""-1017: A `destination` that is no phone number.

## What

The `destination` of a `makeCall` is not 7 to 15 digits with at most a plus in front, or, read as an
international number, has a length or a country code that cannot exist. A number that is possible but not in
use is only a lint.

## Why

Numbers are read with the country code first. A national number without one is the usual slip: it is taken
for a number of another country.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+65 9123 4567"}},
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

from typing import TYPE_CHECKING

from simulator.loading.words import quoted
from simulator.model.number import can_exist
from simulator.model.number_repair import how_to_dial
from simulator.rules._placeholders import unfilled
from simulator.rules.base.rule import Context, number_as_meant, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1017
DIALLED = True
"""It looks at numbers that are dialled, also of a list that differs in nothing else from one without an error."""


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every destination; several numbers in one are a -1011."""
    for entry in body.entries:
        destination = entry.get("destination") if entry.name == "makeCall" else None
        if destination is not None and (hint := _wrong(destination)):
            yield status(CODE, entry.at("destination"), hint, cause="destination", fix=number_as_meant(destination))


def _wrong(destination: str) -> str:
    if can_exist(destination):
        return ""
    return unfilled(destination) or f"found {quoted(destination)}: {how_to_dial(destination)}"
