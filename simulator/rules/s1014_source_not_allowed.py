"""-1014: A caller id that the account may not show.

## What

The `source` of a `makeCall` is not in the account's `callerIds` where it has such a list (the plus does not
count), or is not 7 to 15 digits with at most a plus in front. A length that is impossible in its country is
only a lint: the vendor's own samples have some.

## Why

The platform lets a caller show only numbers that belong to the account. In a webhook reply this code ends
the session with -2008.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345670", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Your table is booked.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

```account
{"callerIds": ["+6562345678"]}
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
from simulator.model.number import MSISDN, plus
from simulator.model.number_repair import how_to_dial
from simulator.rules._placeholders import unfilled
from simulator.rules.base.rule import Context, number_as_meant, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1014


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every caller id."""
    ids = context.account.caller_ids
    for entry in body.entries:
        source = entry.get("source") if entry.name == "makeCall" else None
        if source is not None and (hint := _wrong(source, ids)):
            yield status(CODE, entry.at("source"), hint, fix=number_as_meant(source))


def _wrong(source: str, ids: tuple[str, ...] | None) -> str:
    if not MSISDN.fullmatch(source):
        return unfilled(source) or f"found {quoted(source)}: {how_to_dial(source)}"
    if ids is None or plus(source) in map(plus, ids):
        return ""
    return f"{quoted(source)} is not among the account's caller ids: {', '.join(sorted(ids)[:5]) or 'it has none'}"
