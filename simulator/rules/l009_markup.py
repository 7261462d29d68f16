"""L009: Spoken text has markup characters in it.

## What

A text that is spoken contains `<`, `>` or `&`: tags, or the characters alone. The platform takes plain
text, and nothing is said of SSML. Something like `<your number>` is an unfilled placeholder, which L010
reports.

## Why

A voice reads tags aloud or drops them with what they enclose, and engines that speak SSML inside fail on
a bare `&`. Write the word ("and", "less than"), and use `speed` and punctuation for pace and pauses.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {
    "text": "Please hold. <break time='1s'/> Bread & butter.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Please hold. Bread and butter.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._placeholders import PLACEHOLDER
from simulator.rules._texts import spoken
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L009"
SEVERITY: Severity = "warning"

_MARKS = re.compile(r"[<>&]")


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every spoken text with a markup character outside a placeholder."""
    for entry, param, text in spoken(body):
        found = _MARKS.search(PLACEHOLDER.sub("", text))
        if found:
            yield lint(
                CODE,
                entry.at(param),
                f"{param} contains `{found.group()}`: markup characters are spoken, dropped, or break the synthesis",
                "write plain text: `and` for `&`, commas and full stops for pauses",
                SEVERITY,
            )
