"""L015: The sound file is fetched over plain http.

## What

A `fileUrl` begins with `http://`. The platform accepts it.

## Why

Anyone on the way can read or replace what your callers hear. Serve the file over https.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "playFile", "params": {"fileUrl": "http://example.com/welcome.wav"}},
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

from typing import TYPE_CHECKING

from simulator.model.diagnostic import Finding, Severity
from simulator.rules._texts import named, text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L015"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every `fileUrl` without transport security."""
    for entry in named(body, "playFile"):
        url = text_of(entry, "fileUrl")
        if url is not None and url.lower().startswith("http://"):
            yield lint(
                CODE,
                entry.at("fileUrl"),
                "fileUrl is plain http: what callers hear can be read and replaced on the way",
                f"serve it as https://{url[7:]}",
                SEVERITY,
            )
