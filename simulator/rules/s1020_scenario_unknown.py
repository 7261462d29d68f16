"""-1020: A scenario that the account does not have.

## What

`scenarioName` is not among the account's `scenarios`, where the account file lists any. Names are
case-sensitive.

## Why

Stored flows belong to an account: the same name may exist in one and not in another.

## Wrong

```json
{"callflow": [
  {"action": "executeScenario", "params": {"scenarioName": "office-hour"}}]}
```

```account
{"scenarios": ["office-hours"]}
```

## Right

```json
{"callflow": [
  {"action": "executeScenario", "params": {"scenarioName": "office-hours"}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.words import choices, quoted
from simulator.registry import nearest
from simulator.rules.base.rule import Context, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -1020


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every name of a stored flow, where the account lists them."""
    scenarios = context.account.scenarios
    if scenarios is None:
        return
    for entry in body.entries:
        name = entry.get("scenarioName") if entry.name == "executeScenario" else None
        if name is not None and name not in scenarios:
            known = ", ".join(sorted(scenarios)[:5]) or "none"
            hint = f"found {quoted(name)}: {choices(nearest(name, scenarios)) or f'the account has {known}'}"
            yield status(CODE, entry.at("scenarioName"), hint)
