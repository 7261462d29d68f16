"""L013: A field that the platform does not know.

## What

The envelope, an entry or its `params` has a field that is in no published schema for that action. Where
the account file says `strict: true` it is the error -1009 instead.

## Why

An unknown field does nothing, so a misspelt one silently leaves the default in force. The message names
the nearest field that exists. Where that one is missing, which is an error, the error says so and this says nothing.

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

from typing import TYPE_CHECKING

from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.loading.body import envelope
from simulator.loading.body.dialect_v11 import CARRIERS, NUMBERS
from simulator.loading.body.entries import FIELDS
from simulator.loading.faults import renamed
from simulator.loading.paths import child
from simulator.model.diagnostic import Finding, Severity
from simulator.registry import nearest, renames
from simulator.rules._meant import meant
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
            yield from _unknown(item, f"$.callflow[{index}]", FIELDS, "an entry", _params(item.get("action")))
    for entry in body.entries:
        known = tuple(entry.spelled.get(param, param) for param in params_of(actions()[entry.name]))
        given = [entry.spelled.get(param, param) for param in entry.given]
        more = NUMBERS if context.account.dialect == "v1.1" and entry.name in CARRIERS else ()
        yield from _unknown(given, f"{entry.path}.params", known + more, f"`{entry.name}`")


def _params(action: object) -> tuple[str, ...]:
    return tuple(params_of(actions()[action])) if isinstance(action, str) and action in actions() else ()


def _unknown(
    given: Iterable[str], path: str, known: tuple[str, ...], where: str, inside: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Fields that are not known; those of `inside` would be in `params`."""
    given = tuple(given)
    names = renames(given, known)
    for field in given:
        if field in known:
            continue
        at, near = child(path, field), nearest(field, known, 1)
        meant = child(path, near[0]) if near else ""
        hint = f"did you mean `{near[0]}`?" if near else f"{where} knows {', '.join(known) or 'no parameters'}"
        if field in NUMBERS:
            hint = "in the old dialect an action has its own numbers: set `dialect: v1.1`, or begin with a `makeCall`"
        if field in inside:
            hint, meant, names = "it belongs inside `params`", child(path, "params"), {}
        message = f"{where} has no field `{field}`: it does nothing"
        yield lint(CODE, at, message, hint, SEVERITY, renamed(field, names), key=at, meant=meant)
