"""L040: The platform cannot reach this host: it is known to one machine or one network only.

## What

The host of a `fileUrl` or `dtmfCallbackUrl` is `localhost`, an address of a private network (10.x, 172.16.x to
172.31.x, 192.168.x and the like), a name without a dot, or one that ends in `.local`, `.internal`, `.lan`.

## Why

The platform fetches the file, and posts the digits, from the internet: there the host is nobody, or somebody
else. The platform accepts the address, and the call fails with -2006, or nobody gets the digits. An emulator on
your own machine does reach it: silence this lint there.

## Wrong

```json
{"callflow": [
  {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}},
  {"action": "playFile", "params": {"fileUrl": "https://localhost:8443/welcome.wav"}},
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

from simulator.actions.base.known import actions
from simulator.actions.base.params import params_of
from simulator.model.diagnostic import Finding, Severity
from simulator.model.web_address import host_and_port, reached_at_home_only
from simulator.rules._texts import text_of
from simulator.rules.base.rule import Context, lint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body

CODE = "L040"
SEVERITY: Severity = "warning"


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Every address of a body whose host is at home somewhere."""
    for entry in body.entries:
        for param, declared in params_of(actions()[entry.name]).items():
            url = text_of(entry, param) if declared.address else None
            if url is not None and reached_at_home_only(url):
                host = host_and_port(url)[0]
                yield lint(
                    CODE,
                    entry.at(param),
                    f"`{host}` is known to its own machine or network only: the platform cannot reach it",
                    "put what it serves on a host that the internet knows",
                    SEVERITY,
                )
