"""L019: A spoken text is longer than 30 seconds.

## What

The estimated time to speak a text once, at its `speed`, is over 30 s. The estimate counts characters, by
language (setting `speechRate`), digits one by one (`digitSpeech`), and pauses at punctuation (`commaPause`,
`stopPause`).

## Why

Callers remember about four choices, and hang up on a lecture. A `say` cannot be interrupted at all. Split
the text over several menus, and put what most callers want first.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Our office is closed today, and will open again tomorrow at nine in the morning. Our office is closed today, and will open again tomorrow at nine in the morning. Our office is closed today, and will open again tomorrow at nine in the morning. Our office is closed today, and will open again tomorrow at nine in the morning. Our office is closed today, and will open again tomorrow at nine in the morning. Our office is closed today, and will open again tomorrow at nine in the morning. ", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {
    "text": "Our office is closed today, and will open again tomorrow at nine in the morning.",
    "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""  # noqa: E501 (a JSON text has no line break to give)

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.model.machine.speech import speaking_ms
from simulator.rules._texts import spoken, spoken_language
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L019"
SEVERITY: Severity = "warning"

LONGEST_MS = 30_000
"""What a caller listens to in one piece; the bound is ours."""


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every text that takes longer than the bound to speak once."""
    for entry, param, text in spoken(body):
        speed = entry.get("speed") or 1.0
        ms = speaking_ms(text, spoken_language(entry), speed, context.account.assumptions)
        if ms > LONGEST_MS:
            yield lint(
                CODE,
                entry.at(param),
                f"{param} takes about {round(ms / 1000)} s to speak, longer than {LONGEST_MS // 1000} s",
                "shorten it, or split it over several actions",
                SEVERITY,
            )
