"""L013: A field that the platform does not know.

## What

The envelope, an entry or its `params` has a field that is in no published schema for that action. Where
the account file says `strict: true` it is the error -1009 instead.

## Why

An unknown field does nothing, so a misspelt one silently leaves the default in force. The message names
the nearest field that exists.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma", "repetitions": 2}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma", "repetition": 2}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.loading.body import envelope
from simulator.loading.body.entries import FIELDS
from simulator.loading.faults import renamed
from simulator.loading.paths import child
from simulator.model.diagnostic import Finding, Severity
from simulator.registry import nearest, renames
from simulator.rules._meant import meant
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L013"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every unknown field: of the envelope, of the entries, and of their `params`."""
    if context.account.strict or body.data is None:
        return
    claimed = meant(body)  # L023 says of it what it does: the platform hangs up
    found = _unknown(body.data, "$", envelope.FIELDS, "the body")
    explained = {child("$", name) for name in claimed.fields} if claimed is not None else set()
    yield from (one for one in found if one.path not in explained)
    listed = body.data.get("callflow")
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield from _unknown(item, f"$.callflow[{index}]", FIELDS, "an entry")
    for entry in body.entries:
        known = tuple(params_of(actions()[entry.name]))
        yield from _unknown(entry.given, f"{entry.path}.params", known, f"`{entry.name}`")


def _unknown(given: dict[str, Any], path: str, known: tuple[str, ...], where: str) -> Iterator[Finding]:
    names = renames(given, known)
    for field in given:
        if field not in known:
            near = nearest(field, known, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"{where} knows {', '.join(known) or 'no parameters'}"
            message = f"{where} has no field `{field}`: it does nothing"
            yield lint(CODE, child(path, field), message, hint, SEVERITY, renamed(field, names))
