"""L016: The prompt asks for the hash key at the end, and hash does not end the entry.

## What

A prompt says "followed by the hash key" (or pound key, or the same in another language that we know), and
the capture sets `completeOnHash: false`. Hash is an ordinary key there.

## Why

The caller does as told, and the `#` becomes part of the digits or is lost. Leave `completeOnHash` out, or
do not ask for the hash key.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Enter your room number followed by the hash key.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 6, "completeOnHash": false, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Enter your room number followed by the hash key.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 6, "completeOnHash": true, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.asked import closing_hash
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, spoken_language, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L016"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every capture with `completeOnHash` false whose prompt asks for a closing hash."""
    for entry in captures(body):
        prompt = text_of(entry, "promptMessage")
        if prompt is None or entry.get("completeOnHash") is not False:
            continue
        said = closing_hash(prompt, spoken_language(entry))
        if said:
            yield lint(
                CODE,
                entry.at("promptMessage"),
                f'the prompt says "{said}", and with completeOnHash false hash does not end the entry',
                "leave completeOnHash out (hash ends the entry then), or do not ask for the hash key",
                SEVERITY,
            )
