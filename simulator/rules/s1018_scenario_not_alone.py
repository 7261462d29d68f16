"""-1018: `executeScenario` beside other actions.

## What

A list has an `executeScenario` and anything else, be it a second one.

## Why

It runs a flow that is stored on the platform, and that flow is the whole call.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "executeScenario", "params": {"scenarioName": "office-hours"}}]}
```

## Right

```json
{"callflow": [
  {"action": "executeScenario", "params": {"scenarioName": "office-hours"}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1018


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """The first executeScenario of a list that has more than it."""
    if body.total > 1 and "executeScenario" in body.names:
        index = body.names.index("executeScenario")
        hint = f"it is one of {body.total} actions: leave the others out, or put them into the stored scenario"
        yield status(CODE, f"$.callflow[{index}].action", hint)
