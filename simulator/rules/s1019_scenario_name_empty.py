"""-1019: `scenarioName` is null or empty.

## What

The `scenarioName` of an `executeScenario` is missing, null, no text, empty, or nothing but white space.

## Why

Without a name the platform cannot know which of its stored flows to run.

## Wrong

```json
{"callflow": [
  {"action": "executeScenario", "params": {"scenarioName": ""}}]}
```

## Right

```json
{"callflow": [
  {"action": "executeScenario", "params": {"scenarioName": "office-hours"}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context, claimed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1019


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """What reading the entries found."""
    return claimed(body, CODE)
