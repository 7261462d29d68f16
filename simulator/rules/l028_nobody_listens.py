"""L028: A text offers a key, and nobody listens for it.

## What

A `say` tells the caller to press a key, and no capture follows in its list. Keys are heard by a `sayAndCapture` only:
what is pressed during a `say` or after it is lost. Not reported for a key that is for later ("at any time") where the
list does not hang up, and where the setting `typeAhead` keeps keys for the next list.

## Why

The caller presses the key, and the call goes on or ends as if nothing had happened.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Press 1 to confirm.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "sayAndCapture", "params": {
    "promptMessage": "Press 1 to confirm.", "voiceProfile": "en-GB-Emma",
    "maxDigits": 1, "noOfTries": 1}}]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.announcing.told import offered_now
from simulator.entries.in_the_way import key_name
from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import ends_in_hangup, named, spoken_language, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L028"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every `say` after the last capture that offers a key of the keypad."""
    over = ends_in_hangup(body)
    if context.account.assumptions.type_ahead and not over:
        return
    last = max((entry.index for entry in body.entries if entry.name == "sayAndCapture"), default=-1)
    for entry in named(body, "say"):
        text = text_of(entry, "text")
        key = offered_now(text, spoken_language(entry), over=over) if text is not None and entry.index > last else ""
        if key:
            yield lint(
                CODE,
                entry.at("text"),
                f"the text offers {key_name(key)}, and nobody listens for it: a `say` takes no keys",
                "ask with a sayAndCapture (promptMessage instead of text), or leave the offer out",
                SEVERITY,
            )
