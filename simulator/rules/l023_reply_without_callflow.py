"""L023: A reply has fields and no `callflow`, so the platform hangs up.

## What

A webhook reply that is not empty has no `callflow`. The platform takes it for an answer that asks for nothing more and
ends the call (assumed: setting `emptyReplyHangsUp`). Most often the list is there under another name (`callFlow`,
`call_flow`), one level too deep (`{"payload": {"callflow": ...}}`), a text in a field of a reply that was meant for a
gateway (`{"statusCode": 200, "body": "..."}`), null (which counts as not given), or the reply is an action alone.

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
    if body.kind != "reply" or not body.data or body.data.get("callflow") is not None or body.faults:
        return
    found = meant(body)
    hint = "add `callflow` with what is to follow, or answer `{}` where the call is to end"
    at, hint, fix = (found.path, found.hint, found.fix) if found is not None else ("$", hint, None)
    yield lint(CODE, at, "the reply has no `callflow`, so the platform hangs up", hint, SEVERITY, fix)
