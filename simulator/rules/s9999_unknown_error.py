"""-9999: A fault inside, not in the body.

## What

Something broke inside the simulator or one of its plug-ins, or a scenario injects it (`answer: -9999`). The
answer is HTTP 500 (assumed; setting `internalErrorHttp`), and the session is not created.

## Why

It is never the answer to a bad body: whatever a body says has a code of its own. A client has to be ready
for it all the same, which is what injecting it is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.rules.base.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.loading.body.body import Body
    from simulator.model.diagnostic import Finding

CODE = -9999


def check(body: Body, context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Nothing: no body brings it about."""
    return iter(())
