"""L014: The sound file is neither wav nor mp3.

## What

The path of a `fileUrl` does not end in `.wav` or `.mp3`, the two kinds that the platform plays. What stands
behind `?` or `#` does not count.

## Why

A file of another kind ends the session with -2006. An address without an ending may still deliver the
right kind: then silence this lint.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "playFile", "params": {"fileUrl": "https://example.com/welcome.ogg"}},
  {"action": "hangup"}]}
```

## Right

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "playFile", "params": {"fileUrl": "https://example.com/welcome.wav"}},
  {"action": "hangup"}]}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import named, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L014"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every `fileUrl` with another ending."""
    for entry in named(body, "playFile"):
        url = text_of(entry, "fileUrl")
        if url is None or not url.lower().startswith(("http://", "https://")):
            continue
        name = re.split(r"[?#]", url)[0].rstrip("/").rpartition("/")[2]
        if not name.lower().endswith((".wav", ".mp3")):
            yield lint(
                CODE,
                entry.at("fileUrl"),
                f"`{name}` is neither a .wav nor a .mp3 file: the platform plays only these",
                "convert it to 8 kHz mono wav, or to mp3",
                SEVERITY,
            )
