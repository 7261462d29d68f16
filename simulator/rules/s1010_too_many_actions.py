"""-1010: More of an action than is allowed.

## What

A request has more than two `makeCall`, a webhook reply more than there are free legs (one, while the caller
is on the line), or a list has more of an action than the account's `limits` allow.

## Why

A call has at most two legs, A and B; there is no conference. One finding per action, at the first entry
beyond what is allowed.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234568"}},
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234569"}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234568"}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1010


LEGS = 2


def check(body: Body, context: Context) -> Iterator[Finding]:
    """The first entry beyond what is allowed, of each action."""
    for action, most in _allowed(body, context).items():
        places = [index for index, name in enumerate(body.names) if name == action]
        if len(places) > most:
            hint = f"`{action}` stands {len(places)} times in the list, and {most} are allowed: leave some out"
            yield status(CODE, f"$.callflow[{places[most]}].action", hint, cause=action)


def _allowed(body: Body, context: Context) -> dict[str, int]:
    """How many of which actions may stand in a list: legs are counted, the rest is the account's."""
    legs = LEGS if body.kind == "request" else min(context.free_legs, LEGS - 1)
    limits = context.account.limits
    return {**limits, "makeCall": min(legs, limits.get("makeCall", legs))}
