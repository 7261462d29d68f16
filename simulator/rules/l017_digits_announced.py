"""L017: The prompt asks for a number of digits that the capture does not take.

## What

A prompt says how many digits to enter ("enter your 6 digits", in figures or words, in the languages that
we know), and all the counts that it asks for are above `maxDigits` or below `minDigits`. Without a
`maxDigits` the setting `defaultMaxDigits` counts.

## Why

With too small a `maxDigits` the entry ends before the caller has finished, and the rest of the keys is
lost; with too large a `minDigits` no entry is ever accepted.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your 6 digit code.", "voiceProfile": "en-GB-Emma",
    "minDigits": 4, "maxDigits": 4, "noOfTries": 1}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your 6 digit code.", "voiceProfile": "en-GB-Emma",
    "minDigits": 6, "maxDigits": 6, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, given_or_prompt, spoken_language, text_of, whole
from simulator.rules._words import digits_asked
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L017"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture that cannot take what its prompt asks for."""
    for entry in captures(body):
        prompt = text_of(entry, "promptMessage")
        if prompt is None or {"minDigits", "maxDigits"} & entry.bad:
            continue
        least = whole(entry, "minDigits") or 1
        most = whole(entry, "maxDigits") or context.account.assumptions.default_max_digits
        asked = digits_asked(prompt, spoken_language(entry))
        if not asked or least > most or any(least <= high and low <= most for low, high in asked):
            continue
        limit, value = ("maxDigits", most) if asked[0][0] > most else ("minDigits", least)
        yield lint(
            CODE,
            given_or_prompt(entry, limit),
            f"the prompt asks for {asked[0][1]} digits, and {limit} is {value}",
            f"set {limit} to {asked[0][1]}, or say the right number in the prompt",
            SEVERITY,
        )
