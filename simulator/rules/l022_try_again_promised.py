"""L022: The failure message says "try again", and there is no further try.

## What

A `failureMessage` asks the caller to try again, and the capture has one try only (`noOfTries`, or the
setting `defaultNoOfTries` where it gives none). The message is also spoken after the last try.

## Why

The caller tries again into a line that no longer listens: the keys are lost. Give more tries, or word the
message so that it fits the last one too.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your room number.", "voiceProfile": "en-GB-Emma",
    "minDigits": 3, "maxDigits": 3, "noOfTries": 1,
    "failureMessage": "That is not one of our rooms. Please try again."}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your room number.", "voiceProfile": "en-GB-Emma",
    "minDigits": 3, "maxDigits": 3, "noOfTries": 1,
    "failureMessage": "That is not one of our rooms."}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.asked import another_try
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, spoken_language, text_of, whole
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L022"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture of one try that promises another."""
    for entry in captures(body):
        message = text_of(entry, "failureMessage")
        if message is None or "noOfTries" in entry.bad:
            continue
        tries = whole(entry, "noOfTries") or context.account.assumptions.default_no_of_tries
        said = another_try(message, spoken_language(entry))
        if tries == 1 and said:
            yield lint(
                CODE,
                entry.at("failureMessage"),
                f'failureMessage says "{said}", and there is only one try',
                "set noOfTries to 2 or more, or leave these words out",
                SEVERITY,
            )
