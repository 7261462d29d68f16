"""-1001: The body is no JSON object.

## What

The body is not JSON (comments, trailing commas, single quotes, a field given twice and NaN included), is not
UTF-8, is too big or too deeply nested to be read, or is JSON but no object.

## Why

Nothing can be said of a call flow that cannot be read, so no other code is reported beside this one. All
slips are reported at once, each with its place.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},  // the desk
  {"action": "hangup"},
]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
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

CODE = -1001


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """What reading the text found."""
    return claimed(body, CODE)
