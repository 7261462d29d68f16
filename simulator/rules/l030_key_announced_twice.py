"""L030: A prompt announces the same key for two things.

## What

A prompt offers one key twice, for things that have no word in common ("for sales press 1, for support press 1").
A choice that is said again, or said in two languages, is not reported.

## Why

One of the two is wrong: callers who want it land elsewhere. Most often a line was copied and its key was not changed.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For sales press 1, for support press 1.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For sales press 1, for support press 2.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.told import repeated
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, spoken_language, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L030"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every key that a prompt offers for two things."""
    for entry in captures(body):
        prompt = text_of(entry, "promptMessage")
        for key, first, then in repeated(prompt, spoken_language(entry)) if prompt is not None else ():
            yield lint(
                CODE,
                entry.at("promptMessage"),
                f'key {key} is announced twice: for "{first}", and for "{then}"',
                "give each of them a key of its own",
                SEVERITY,
            )
