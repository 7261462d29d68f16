"""-1009: Something is missing, of another type, or out of range.

## What

Any fault of shape that has no code of its own: a required field is missing, a value has another type than
documented, a number or a length is out of range. Nothing is converted: `"2"` is not 2, true is no integer,
2.0 is no integer, and null means "not given". A `fileUrl` or `dtmfCallbackUrl` is an absolute http or https
address with a host, without white space or backslashes. An unknown field is one only where the account file says
`strict: true`.

## Why

The message ends with the JSON path and what is wrong there, in the words of a schema validator.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"voiceProfile": "en-GB-Emma", "repetition": "2"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Hello.", "voiceProfile": "en-GB-Emma", "repetition": 2}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.actions.base.params import params_of
from simulator.actions.say_and_capture import SayAndCapture
from simulator.loading.body.ranges import range_hint, range_problem
from simulator.rules._capture import captures, is_claimed
from simulator.rules.base.rule import Context, claimed, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body, ListedAction
    from simulator.model.diagnostic import Finding

CODE = -1009


_LIMITS = params_of(SayAndCapture)


def check(body: Body, context: Context) -> Iterator[Finding]:
    """What reading found, and each limit of a capture out of range that no other code claims."""
    yield from claimed(body, CODE)
    for entry in captures(body):
        for param in _LIMITS if entry.beyond else ():
            if param in entry.beyond and not is_claimed(entry, param, context.account):
                yield _out_of_range(entry, param)


def _out_of_range(entry: ListedAction, param: str) -> Finding:
    path, value, declared = entry.where(param), entry.given[param], _LIMITS[param]
    detail = f"{path}: {range_problem(declared, value)}"
    return status(CODE, path, range_hint(declared, value), detail=detail, cause=param)
