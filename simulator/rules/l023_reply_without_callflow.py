"""L023: A reply has fields and no `callflow`, so the platform hangs up.

## What

A webhook reply that is not empty has no `callflow`. The platform takes it for an answer that asks for nothing more and
ends the call (assumed: setting `emptyReplyHangsUp`). Most often the list is there under another name (`callFlow`,
`call_flow`), or one level too deep (`{"payload": {"callflow": ...}}`).

## Why

The call ends without a word, as COMPLETED: nothing fails, and nobody is told. Where the call is to end, `{}` or an
empty `callflow` says so.

## Wrong

```json reply
{"callFlow": [
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json reply
{"callflow": [
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.paths import parent
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._meant import meant
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L023"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """A reply that ends the call without having said so; one that is refused does not."""
    if body.kind != "reply" or not body.data or "callflow" in body.data or body.faults:
        return
    found = meant(body)
    if found is None:
        hint = "add `callflow` with what is to follow, or answer `{}` where the call is to end"
    elif parent(found) == "$":
        hint = "did you mean `callflow`?"
    else:
        hint = f"what stands at {found} belongs to the top, as `callflow`"
    yield lint(CODE, found or "$", "the reply has no `callflow`, so the platform hangs up", hint, SEVERITY)
