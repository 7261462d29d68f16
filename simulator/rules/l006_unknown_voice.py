"""L006: The voice is well formed, but not one that we know of.

## What

`voiceProfile` has the right shape (`locale-Voice`) and is not in the small list of voices that have been
seen on the platform. There is no complete list, so this is a warning. Where the account file lists
`voiceProfiles`, that list decides, and a voice outside it is the error -1002.

## Why

A misspelt voice is refused by the platform. `GET .../speech-profiles` answers with the voices of your
account: put them into the account file, and this lint turns into certainty.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Ema"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "say", "params": {"text": "Good morning.", "voiceProfile": "en-GB-Emma"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.actions.base.known import spoken
from simulator.model.diagnostic import Finding, Severity
from simulator.registry import nearest
from simulator.rules._texts import text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L006"
SEVERITY: Severity = "warning"

KNOWN = (
    "da-DK-Naja", "en-GB-Emma", "en-IE-EmilyNeural", "en-US-BenjaminRUS", "en-US-Neural2-C", "en-US-Standard-A",
    "en-US-ZiraRUS", "generic-en-male", "zh-CN-Yaoyao-Apollo",
)  # fmt: skip
"""Voices seen in the platform's samples and traffic (observed); not complete."""

_SHAPE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)+")


def check(body: Body, context: Context) -> Iterator[Finding]:
    """Every well-formed voice outside the list, where the account has no list of its own."""
    if context.account.voice_profiles is not None:
        return
    for entry in body.entries:
        voice = text_of(entry, "voiceProfile") if spoken(entry.name) else None
        if voice is None or voice in KNOWN or not _SHAPE.fullmatch(voice):
            continue
        near = nearest(voice, KNOWN, 1)
        guess = f"did you mean `{near[0]}`? Otherwise " if near else ""
        yield lint(
            CODE,
            entry.at("voiceProfile"),
            f"the voice `{voice}` is well formed, but not one that we know of",
            f"{guess}list your account's voices under `voiceProfiles` in the account file",
            SEVERITY,
        )
