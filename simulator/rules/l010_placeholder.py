"""L010: A placeholder was never filled in.

## What

A text of the body still contains a placeholder: `{{Number}}`, `${x}`, `{name}`, `%(name)s` or
`<your number>`. Every text is looked at, addresses and numbers included; one that is refused with a status
code anyway (a placeholder for a whole `destination`) is left to that code.

## Why

The body was pasted or sent without its template being rendered: the caller hears curly brackets, and a
sound file is not found.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning, {{firstName}}.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning, Ms Tan.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.loading.paths import child
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._placeholders import PLACEHOLDER
from simulator.rules._texts import at_fault
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L010"
SEVERITY: Severity = "warning"

_CHECKED_BY_SHAPE = ("source", "destination", "voiceProfile", "language", "validUntil")
"""No placeholder has the shape that these must have, so a status code claims it already."""


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every text of the body with a placeholder in it, once per text."""
    if not PLACEHOLDER.search(repr(body.data)):
        return  # most bodies have none, and walking all texts with their paths takes time
    for path, text in _texts(body.data, "$"):
        found = PLACEHOLDER.search(text)
        if found and not at_fault(body, path) and not path.endswith(_CHECKED_BY_SHAPE):
            yield lint(
                CODE,
                path,
                f"`{found.group()}` looks like a placeholder that nobody filled in",
                "put the value in its place before the body is sent",
                SEVERITY,
            )


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text below `value` with its path, in document order."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, child(path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
