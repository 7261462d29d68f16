"""L007: The number has a possible length, but nobody's numbering plan has it.

## What

A `source` or `destination` could be a phone number by its length, and is in no range that its country has
given out. The platform accepts such numbers (its own samples are of this kind), so this is for
information only.

## Why

A digit is often wrong in such a number, and the call will fail when it is dialled. Not reported for a
`source` where the account file lists its caller ids: that list knows better.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6512341234"}},
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
from simulator.model.number import special_kind, standing
from simulator.rules._texts import text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L007"
SEVERITY: Severity = "info"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every number that is possible and not valid."""
    params = ("source", "destination") if context.account.caller_ids is None else ("destination",)
    for entry in body.entries:
        for param in params:
            number = text_of(entry, param)
            if number is not None and _is_in_no_range(number, param):
                yield lint(
                    CODE,
                    entry.at(param),
                    f"`{number}` has a possible length, but is in no number range that its country has given out",
                    "compare it with the number you meant: the platform accepts it, and the call will likely fail",
                    SEVERITY,
                )


def _is_in_no_range(number: str, param: str) -> bool:
    """Whether nobody was given such a number; of a short one as destination L032 speaks."""
    return standing(number) == "possible" and not (param == "destination" and special_kind(number))
