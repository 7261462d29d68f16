"""L018: A capture has several tries, and says nothing between them.

## What

A capture has more than one try (`noOfTries`, or the setting `defaultNoOfTries` where it gives none) and no
`failureMessage`.

## Why

After a wrong entry the caller hears the prompt again with no word about what happened, and takes it for a
fault of the line.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your room number.", "voiceProfile": "en-GB-Emma",
    "minDigits": 3, "maxDigits": 3, "noOfTries": 3}}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Please enter your room number.", "voiceProfile": "en-GB-Emma",
    "minDigits": 3, "maxDigits": 3, "noOfTries": 3,
    "failureMessage": "That is not one of our rooms."}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import captures, given_or_prompt, text_of, whole
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L018"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every capture that tries again without a word."""
    for entry in captures(body):
        if {"noOfTries", "failureMessage"} & entry.bad or text_of(entry, "failureMessage") is not None:
            continue
        given = whole(entry, "noOfTries")
        tries = given or context.account.assumptions.default_no_of_tries
        if tries > 1:
            said = f"noOfTries is {tries}" if given else f"noOfTries is not given, so there are {tries}"
            yield lint(
                CODE,
                given_or_prompt(entry, "noOfTries"),
                f"{said}, and there is no failureMessage: after a wrong entry the prompt just starts again",
                "add a failureMessage, or set noOfTries to 1",
                SEVERITY,
            )
