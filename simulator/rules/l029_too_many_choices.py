"""L029: A prompt offers nine choices or more.

## What

A prompt announces nine keys or more, each for something else. A range ("rate us from 0 to 10") is one choice.

## Why

Nobody keeps nine choices in mind: callers press the last one, or wait for a person. Put what most callers want first,
and the rest behind a key of its own.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For sales press 1, for support press 2, for bills press 3, for parcels press 4, for jobs press 5, for news press 6, for the press office press 7, for our address press 8, for the desk press 9.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "For sales press 1, for support press 2, for bills press 3, for anything else press 4.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
```
"""  # noqa: E501 (a JSON text has no line break to give)

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.told import told
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, spoken_language, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L029"
SEVERITY: Severity = "info"

MOST = 8
"""So many choices pass; the bound is ours."""


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every prompt with more choices than that, keys that are named together counted once."""
    for entry in captures(body):
        prompt = text_of(entry, "promptMessage")
        choices = told(prompt, spoken_language(entry)).keys if prompt is not None else ()
        count = len({one.number for one in choices})
        if count > MOST:
            yield lint(
                CODE,
                entry.at("promptMessage"),
                f"the prompt offers {count} choices: callers keep about four in mind",
                "put what most callers want first, and the rest behind a key that leads to another menu",
                SEVERITY,
            )
