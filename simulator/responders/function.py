"""`python:module:function`: it takes the webhook's body and returns the reply."""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import TYPE_CHECKING, Any

from attrs import frozen

from simulator.engine.answer import RawReply
from simulator.responders.alarm import within
from simulator.responders.importing import load_object
from simulator.responders.live import Served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.model.flow.where import Where


@frozen
class FunctionBackend:
    """Calls a function with the body; it returns a dict, JSON as text or bytes, or (HTTP status, any of these)."""

    function: Callable[[dict[str, Any]], Any]
    within = staticmethod(within)

    def send(self, body: dict[str, Any], most: int) -> Served:  # noqa: ARG002 - what it returns is in memory
        """Call it; a coroutine is waited for."""
        found = self.function(body)
        if inspect.isawaitable(found):
            found = asyncio.run(_wait(found))
        status = 200
        if isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], int):
            status, found = found
        return Served(RawReply(status, _bytes(found)))

    def abort(self) -> None:
        """Nothing can stop a function."""


async def _wait(found: Any) -> Any:
    return await found


def _bytes(found: Any) -> bytes:
    if isinstance(found, bytes | bytearray):
        return bytes(found)
    if isinstance(found, str):
        return found.encode("utf-8", "surrogatepass")
    if found is None:
        raise TypeError("the function returned None, expected the reply: a dict, JSON text or bytes")
    return json.dumps(found).encode()


def backend(where: Where, folder: Path, authorization: str | None) -> FunctionBackend:  # noqa: ARG001
    """The backend of a flow. Raises UsageError where it cannot be imported."""
    return FunctionBackend(load_object(where.text, where.module, where.attribute, folder))
